package dev.gradus.kit.evaluate;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.tracking.RecordedRun;
import dev.gradus.kit.train.Command;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints the recorded runs beside each other.
 *
 * <pre>{@code
 * java … dev.gradus.kit.evaluate.Compare
 * java … dev.gradus.kit.evaluate.Compare --runs=other/runs
 * }</pre>
 */
public final class Compare {

    private Compare() {}

    public static void main(String[] args) {
        System.exit(Command.named("compare", "runs").run(args, options -> {
            System.out.print(table(Path.of(options.get("runs", "runs"))));
            System.out.flush();
        }));
    }

    static String table(Path folder) {
        List<RecordedRun> runs = RecordedRun.all(folder);
        if (runs.isEmpty()) {
            throw new BadInput("there is no run in " + folder, "train with \"make train\" or \"make pipeline\"");
        }
        return RunTable.of(runs);
    }
}
