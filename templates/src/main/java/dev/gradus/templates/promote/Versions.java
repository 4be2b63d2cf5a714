package dev.gradus.templates.promote;

import java.util.Comparator;
import java.util.stream.Stream;

/** The order of pack versions: three numbers, and a suffix that comes before none. */
final class Versions {
    private Versions() {}

    static int compare(String a, String b) {
        return Comparator.comparingInt((String version) -> number(version, 0))
                .thenComparingInt(version -> number(version, 1))
                .thenComparingInt(version -> number(version, 2))
                .thenComparing(version -> !version.contains("-"))
                .thenComparing(version -> version)
                .compare(a, b);
    }

    private static int number(String version, int index) {
        return Stream.of(version.replaceFirst("-.*", "").split("\\.", -1))
                .skip(index)
                .findFirst()
                .map(Integer::parseInt)
                .orElse(0);
    }
}
