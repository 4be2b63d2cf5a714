package dev.gradus.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does. */
final class Wait {
    private static final int STEP_MILLISECONDS = 50;

    private Wait() {}

    /** Until it holds; after {@code limit} with the problem. */
    static void until(Duration limit, BooleanSupplier holds, Supplier<CliProblem> otherwise) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw otherwise.get();
            }
            try {
                Thread.sleep(STEP_MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw otherwise.get();
            }
        }
    }
}
