package dev.gradus.kit.release;

import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.train.Command;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says what an environment runs, in {@code deploy/overlays/<environment>/release/kustomization.yaml}: what {@code make image} built,
 * or what another environment runs already. A commit of that file is the release; taking the commit back is going back.
 *
 * <pre>{@code
 * java … dev.gradus.kit.release.Release --service=rides --env=dev --image=ghcr.io/mobility/rides --revision=8c1f…
 * java … dev.gradus.kit.release.Release --service=rides --env=staging --from=dev    # the same digest, one further
 * java … dev.gradus.kit.release.Release --service=rides --env=staging               # only says what it is
 * }</pre>
 */
public final class Release {

    private final Path project;
    private final String service;
    private final PrintStream out;

    Release(Path project, String service, PrintStream out) {
        this.project = project;
        this.service = service;
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(Command.named("release", "service", "env", "from", "image", "revision")
                .run(args, options -> {
                    Release release = new Release(Path.of(""), options.require("service"), System.out);
                    String environment = options.require("env");
                    options.find("image")
                            .ifPresent(image -> release.fromBuild(environment, image, options.require("revision")));
                    options.find("from").ifPresent(other -> release.fromOther(environment, other));
                    release.tell(environment);
                    System.out.flush();
                }));
    }

    /** Gives an environment the image that was built last. */
    void fromBuild(String environment, String image, String revision) {
        write(environment, Released.ofBuild(project, image, revision));
    }

    /** Gives an environment what another one runs. */
    void fromOther(String environment, String other) {
        requireKnown(other);
        write(environment, Released.of(project, other));
    }

    /** Says what an environment runs; refuses one that nothing was released to. */
    void tell(String environment) {
        requireKnown(environment);
        Released released = Released.of(project, environment);
        out.println(environment + " runs version " + released.version() + " of the model, from commit "
                + released.revision() + ": " + released.image());
    }

    private void write(String environment, Released released) {
        requireKnown(environment);
        byte[] text = released.kustomization(environment, service).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(Released.file(project, environment), target -> target.write(text));
    }

    private void requireKnown(String environment) {
        List<String> known = environments(project.resolve("deploy/overlays"));
        if (!known.contains(environment)) {
            throw new BadInput(
                    "there is no environment '" + environment + "' under deploy/overlays",
                    "name one of " + String.join(", ", known));
        }
    }

    private static List<String> environments(Path overlays) {
        try (Stream<Path> folders = Files.list(overlays)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("kustomization.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + overlays, e);
        }
    }
}
