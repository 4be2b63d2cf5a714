package dev.gradus.client.audit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first entry of a seal that is not as it was sealed.
 *
 * @param index from 0, of the line after the seal's
 */
record EntryFlaw(int index, String problem) {
    private static final Pattern ID = Pattern.compile("^\\{\"entry\":(\\d+)");

    static Optional<EntryFlaw> first(List<String> sealed, List<String> lines) {
        List<String> found = lines.stream().map(Digest::of).toList();
        int same = 0;
        while (same < sealed.size() && same < found.size() && sealed.get(same).equals(found.get(same))) {
            same++;
        }
        if (same == sealed.size() && same == found.size()) {
            return Optional.empty();
        }
        return Optional.of(new EntryFlaw(same, problem(sealed, found, lines, same)));
    }

    private static String problem(List<String> sealed, List<String> found, List<String> lines, int at) {
        String place = " (" + (at + 1) + " of " + sealed.size() + ")";
        if (at == found.size()) {
            return "an entry is missing" + place;
        }
        String entry = name(lines.get(at)) + place;
        if (at == sealed.size()) {
            return "more entries than were sealed: " + entry + " was put in";
        }
        if (sealed.subList(at, sealed.size()).contains(found.get(at))) {
            return "an entry is missing or out of order before " + entry;
        }
        return found.subList(at, found.size()).contains(sealed.get(at))
                ? entry + " was put in"
                : entry + " was changed";
    }

    private static String name(String line) {
        Matcher id = ID.matcher(line);
        return id.find() ? "entry " + id.group(1) : "a line that is no entry";
    }
}
