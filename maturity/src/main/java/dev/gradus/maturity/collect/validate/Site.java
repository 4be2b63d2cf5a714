package dev.gradus.maturity.collect.validate;

import java.util.Comparator;

/**
 * A place where data is checked.
 *
 * @param names files of checks that are named there, blank where they stand in code
 * @param stops whether a failed check stops what runs it
 */
record Site(Library library, String path, int line, String names, boolean stops) {

    static final Comparator<Site> ORDER = Comparator.comparing(Site::path)
            .thenComparing(Site::line)
            .thenComparing(Site::library)
            .thenComparing(Site::names)
            .thenComparing(Site::stops);
}
