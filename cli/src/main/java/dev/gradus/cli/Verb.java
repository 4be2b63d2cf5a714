package dev.gradus.cli;

import java.util.List;
import java.util.function.Supplier;

/**
 * One verb of the program.
 *
 * @param name as it is typed
 * @param code makes the object that runs it
 */
record Verb(String name, Supplier<Object> code) {
    /** In the order in which help lists them. */
    static final List<Verb> ALL = List.of(
            new Verb("demo", DemoCommand::new),
            new Verb("new", NewCommand::new),
            new Verb("packs", PacksCommand::new),
            new Verb("catalogue", CatalogueCommand::new),
            new Verb("status", StatusCommand::new),
            new Verb("diff", DiffCommand::new),
            new Verb("plan", PlanCommand::new),
            new Verb("promote", PromoteCommand::new),
            new Verb("update", UpdateCommand::new),
            new Verb("assess", AssessCommand::new),
            new Verb("explain", ExplainCommand::new),
            new Verb("up", UpCommand::new),
            new Verb("login", LoginCommand::new),
            new Verb("whoami", WhoamiCommand::new),
            new Verb("user", UserCommand::new),
            new Verb("team", TeamCommand::new),
            new Verb("token", TokenCommand::new),
            new Verb("audit", AuditCommand::new),
            new Verb("backup", BackupCommand::new),
            new Verb("doctor", DoctorCommand::new),
            new Verb("logout", LogoutCommand::new),
            new Verb("down", DownCommand::new),
            new Verb("restore", RestoreCommand::new),
            new Verb("completion", CompletionCommand::new));
}
