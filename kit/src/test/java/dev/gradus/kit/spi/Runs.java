package dev.gradus.kit.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;

/** Starts runs with listeners that a test chooses. */
public final class Runs {

    private Runs() {}

    public static Run start(Path project, SortedMap<String, String> params, List<RunListener> listeners) {
        return Run.start(Runs.class, project, params, listeners, Clock.systemUTC());
    }
}
