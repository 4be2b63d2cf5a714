package dev.gradus.kit.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which borough a taxi zone lies in.
 *
 * <pre>{@code
 * ZoneTable zones = ZoneTable.read(Path.of("data/taxi_zone_lookup.csv"));
 * zones.borough(74);   // "Manhattan"
 * }</pre>
 */
public final class ZoneTable {

    /** The borough of zones that the table does not know. */
    public static final String UNKNOWN = "Unknown";

    private static final Pattern LINE = Pattern.compile("\"?(\\d{1,3})\"?,\"?([^\",]+)\"?,.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String[] boroughs;

    private ZoneTable(String[] boroughs) {
        this.boroughs = boroughs;
    }

    /**
     * Reads the TLC's table: a header, then zone number, borough and more on each line.
     *
     * @throws BadInput when the file is not there or is something else
     */
    public static ZoneTable read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no zone table at " + file, "get taxi_zone_lookup.csv of the TLC");
        }
        String[] boroughs = new String[RideRules.ZONES + 1];
        Arrays.fill(boroughs, UNKNOWN);
        try {
            for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
                Matcher matcher = LINE.matcher(line);
                int zone = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
                if (zone < 1 || zone > RideRules.ZONES) {
                    throw new BadInput(
                            "%s has the line \"%s\"".formatted(file, line), "get taxi_zone_lookup.csv of the TLC");
                }
                boroughs[zone] = matcher.group(2).equals("N/A") ? UNKNOWN : matcher.group(2);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new ZoneTable(boroughs);
    }

    /** The names of all boroughs, sorted. */
    public List<String> boroughs() {
        return List.copyOf(new TreeSet<>(Arrays.asList(boroughs)));
    }

    /** The borough of a zone. */
    public String borough(int zone) {
        return boroughs[zone];
    }

    /** For the model's metadata: the names, and each zone's place among them. */
    public JsonNode json() {
        List<String> names = boroughs();
        ObjectNode json = JSON.createObjectNode();
        ArrayNode namesJson = json.putArray("boroughs");
        names.forEach(namesJson::add);
        ArrayNode places = json.putArray("boroughOfZone");
        for (String borough : boroughs) {
            places.add(names.indexOf(borough));
        }
        return json;
    }

    /** From the model's metadata. */
    public static ZoneTable of(JsonNode json) {
        String[] boroughs = new String[RideRules.ZONES + 1];
        for (int zone = 0; zone < boroughs.length; zone++) {
            int place = json.path("boroughOfZone").path(zone).asInt(-1);
            String name = json.path("boroughs").path(place).asText();
            if (name.isEmpty()) {
                throw new BadInput("the model does not know the borough of zone " + zone, "train it again");
            }
            boroughs[zone] = name;
        }
        return new ZoneTable(boroughs);
    }
}
