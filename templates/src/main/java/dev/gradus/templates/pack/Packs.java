package dev.gradus.templates.pack;

import dev.gradus.templates.BadInput;
import dev.gradus.templates.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where packs are found: in the program, and in a folder of somebody's own.
 *
 * <pre>{@code
 * Packs.builtIn().named("taxi-duration");
 * Packs.inFolder(Path.of("my-pack"));
 * }</pre>
 */
public final class Packs {
    /** The packs in the program, one folder a line, the newest version of a pack first; a jar cannot be listed cheaply. */
    private static final String INDEX = "built-in";

    private final List<Pack> packs;

    private Packs(List<Pack> packs) {
        this.packs = packs;
    }

    /** The packs that came with the program, in every version that was ever released. */
    public static Packs builtIn() {
        return BuiltIn.PACKS;
    }

    /** Packs held in memory, the newest version of each first. */
    public static Packs of(List<Pack> packs) {
        return new Packs(List.copyOf(packs));
    }

    /** A pack in a folder; it is not trusted, and rendered in a process of its own. */
    public static Pack inFolder(Path folder) {
        return Pack.of(folder.toString(), new PackFolder(folder).read(), false);
    }

    /** The newest version of each pack. */
    public List<Pack> newest() {
        return packs.stream()
                .map(Pack::name)
                .distinct()
                .map(name -> find(name).orElseThrow())
                .toList();
    }

    /** The newest version of the pack of that name. */
    public Pack named(String name) {
        return find(name).orElseThrow(() -> {
            List<String> names = packs.stream().map(Pack::name).distinct().toList();
            return new BadInput("there is no pack \"" + name + "\"", Nearest.remedy(name, names));
        });
    }

    /** One version of a pack, empty if the program does not carry it. */
    public Optional<Pack> version(String name, String version) {
        return packs.stream()
                .filter(pack -> pack.name().equals(name) && pack.version().equals(version))
                .findFirst();
    }

    private Optional<Pack> find(String name) {
        return packs.stream().filter(pack -> pack.name().equals(name)).findFirst();
    }

    /** Read on first use: a command that needs no pack pays nothing for them. */
    private static final class BuiltIn {
        private static final Packs PACKS = of(names().stream()
                .map(name -> Pack.of("packs/" + name, new PackResources(name).read(), true))
                .toList());

        private static List<String> names() {
            try (InputStream in = Packs.class.getResourceAsStream(INDEX)) {
                if (in == null) {
                    throw new IllegalStateException("the index of packs is missing from the program");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
