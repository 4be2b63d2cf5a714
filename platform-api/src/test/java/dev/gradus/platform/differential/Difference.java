package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where two answers to one call differ: a place, and what stands there in either. */
record Difference(String place, String real, String ours) {

    /** All of them; where the real server broke, only that ours must not have done what the call asked for. */
    static List<Difference> between(Call call, Answer real, Answer ours) {
        List<Difference> differences = new ArrayList<>();
        boolean done = real.broke() && !call.reads() && !ours.failed();
        if (done || (!real.broke() && real.status() != ours.status())) {
            differences.add(new Difference("status", Integer.toString(real.status()), Integer.toString(ours.status())));
        }
        if (!real.broke()) {
            compare("", real.body(), ours.body(), differences);
        }
        return differences;
    }

    private static void compare(String place, JsonNode real, JsonNode ours, List<Difference> differences) {
        if (real.isObject() && ours.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            real.fieldNames().forEachRemaining(names::add);
            ours.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(place + "/" + name, child(real, name), child(ours, name), differences));
        } else if (real.isArray() && ours.isArray() && real.size() == ours.size()) {
            for (int i = 0; i < real.size(); i++) {
                compare(place + "/" + i, real.get(i), ours.get(i), differences);
            }
        } else if (!same(real, ours)) {
            differences.add(new Difference(place, shortened(real), shortened(ours)));
        }
    }

    private static JsonNode child(JsonNode parent, String name) {
        return parent.has(name) ? parent.get(name) : MissingNode.getInstance();
    }

    /** Numbers are equal by value, however they are written. */
    private static boolean same(JsonNode real, JsonNode ours) {
        if (real.isNumber() && ours.isNumber()) {
            return decimal(real).compareTo(decimal(ours)) == 0;
        }
        return real.equals(ours);
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "(nothing)" : node.toString();
        return text.length() <= 600 ? text : text.substring(0, 600) + "…";
    }

    @Override
    public String toString() {
        return place + "\n      real " + real + "\n      ours " + ours;
    }
}
