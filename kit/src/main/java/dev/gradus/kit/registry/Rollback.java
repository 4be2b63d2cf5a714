package dev.gradus.kit.registry;

import dev.gradus.kit.tracking.MlflowServer;
import dev.gradus.kit.tracking.ProjectName;
import dev.gradus.kit.train.Command;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Points an alias back at the version that it pointed at before, in {@code models/} and, where {@code MLFLOW_TRACKING_URI}
 * names a server, there.
 *
 * <pre>{@code
 * java … dev.gradus.kit.registry.Rollback                       # alias champion
 * java … dev.gradus.kit.registry.Rollback --alias=challenger
 * }</pre>
 */
public final class Rollback {

    private Rollback() {}

    public static void main(String[] args) {
        System.exit(Command.named("rollback", "alias").run(args, options -> {
            run(Path.of(""), System.getenv(), options.get("alias", "champion"), System.out);
            System.out.flush();
        }));
    }

    static void run(Path project, Map<String, String> environment, String alias, PrintStream out) {
        String model = ProjectName.of(project).model();
        ModelStore files = new FileModelStore(project.resolve("models"), Clock.systemUTC());
        out.println(alias + " of " + model + " is version " + files.rollback(model, alias) + " again");
        MlflowServer.named(environment).ifPresent(server -> {
            try (server) {
                String version = new MlflowModelStore(server).rollback(model, alias);
                out.println("on " + server.address() + " it is version " + version + " again");
            }
        });
    }
}
