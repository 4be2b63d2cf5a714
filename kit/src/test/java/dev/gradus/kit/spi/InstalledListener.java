package dev.gradus.kit.spi;

import java.util.ArrayList;
import java.util.List;

/** Named in the test class path's {@code META-INF/services}. */
public final class InstalledListener implements RunListener {

    static final List<String> STARTED = new ArrayList<>();

    @Override
    public void started(RunStart start) {
        STARTED.add(start.entryPoint());
    }

    @Override
    public void finished() {
        STARTED.add("finished");
    }

    @Override
    public void failed(String reason) {
        STARTED.add("failed " + reason);
    }
}
