package dev.gradus.maturity.collect.build;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TomlFile;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.XmlElement;
import dev.gradus.maturity.collect.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what Gradle builds ask for, and what their locks hold. */
final class GradleBuilds {

    private static final String CONFIGURATION =
            "\\b(?:implementation|api|compileOnly|runtimeOnly|testImplementation|annotationProcessor)\\b";
    private static final Pattern DEPENDENCY =
            Pattern.compile(CONFIGURATION + "[^\"']*[\"']([\\w.-]+:[\\w.-]+)(?::([^\"'@]+))?[^\"']*[\"']");
    private static final Pattern NAMED = Pattern.compile(
            CONFIGURATION + "[\\s(]*group\\s*[:=]\\s*[\"']([\\w.-]+)[\"']\\s*,\\s*name\\s*[:=]\\s*[\"']([\\w.-]+)[\"']"
                    + "(?:\\s*,\\s*version\\s*[:=]\\s*[\"']([^\"']+)[\"'])?");
    private static final Pattern LOCKS =
            Pattern.compile("dependencyLocking\\s*\\{[^}]*lockAllConfigurations|activateDependencyLocking");
    private static final Pattern LENIENT = Pattern.compile("LockMode\\.LENIENT");
    private static final Pattern FOR_ALL = Pattern.compile("\\b(allprojects|subprojects)\\b");
    private static final Pattern UNVERIFIED = Pattern.compile(
            "gradlew?\\s.*(-F|--dependency-verification)[\\s=]+(off|lenient)|(?:^\\s*|-[DP])org\\.gradle\\.dependency\\.verification\\s*=\\s*(off|lenient)");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern LINE_COMMENT = Pattern.compile("(?<!:)//.*");
    private static final String METADATA = "gradle/verification-metadata.xml";
    private static final String CATALOGUE = "gradle/libs.versions.toml";

    private final TreeText texts;
    private final Wiring wiring;

    GradleBuilds(TreeText texts, Wiring wiring) {
        this.texts = texts;
        this.wiring = wiring;
    }

    /**
     * A build script.
     *
     * @param locks whether the build takes no other versions than its lock holds
     * @param lock beside the script, or the build's list of verified artefacts
     */
    record Build(String path, boolean locks, List<Requirement> requirements, Optional<Lock> lock) {

        /** Whether the build is held to a lock with a version that the requirement allows. */
        boolean locked(Requirement requirement) {
            return locks
                    && lock.filter(held -> held.holds(atLeast(requirement))).isPresent();
        }
    }

    static boolean isBuild(String path) {
        return path.endsWith("build.gradle") || path.endsWith("build.gradle.kts");
    }

    Build build(String path) {
        String script = script(path);
        Optional<Lock> locked = locked(Paths.join(TreeText.folder(path), "gradle.lockfile"));
        Optional<Lock> verified = above(path, METADATA).map(this::verified);
        boolean locks = locked.isPresent() && isLocking(path, script);
        boolean verifies = verified.isPresent() && isVerifying();
        List<Requirement> requirements = new ArrayList<>();
        declared(path, script, requirements);
        catalogued(path, script, requirements);
        Optional<Lock> held = locks || verified.isEmpty() ? locked : verified;
        return new Build(path, locks || verifies, requirements, held);
    }

    /** Gradle raises a version where another dependency asks for more; dynamic and computed ones are not understood. */
    private static Requirement atLeast(Requirement declared) {
        String version = declared.version().matches("\\d[\\w.-]*") ? ">=" + declared.version() : "";
        return new Requirement(declared.name(), version, declared.path(), declared.line());
    }

    /** The script without its comments, each line in its place. */
    private String script(String path) {
        String text = texts.of(path).orElse("");
        String bare = COMMENT.matcher(text)
                .replaceAll(found -> "\n".repeat((int) found.group().lines().count() - 1));
        return LINE_COMMENT.matcher(bare).replaceAll("");
    }

    private boolean isLocking(String path, String script) {
        boolean inherited = scriptsAbove(path)
                .map(this::script)
                .anyMatch(above -> FOR_ALL.matcher(above).find() && isLocking(above));
        return isLocking(script) || inherited;
    }

    private static boolean isLocking(String script) {
        return LOCKS.matcher(script).find() && !LENIENT.matcher(script).find();
    }

    private Stream<String> scriptsAbove(String path) {
        return Stream.iterate(TreeText.folder(path), folder -> !folder.isEmpty(), TreeText::folder)
                .map(TreeText::folder)
                .flatMap(
                        folder -> Stream.of(Paths.join(folder, "build.gradle"), Paths.join(folder, "build.gradle.kts")))
                .filter(texts::has);
    }

    /** A file of that name in the script's folder or the nearest above it. */
    private Optional<String> above(String path, String name) {
        Stream<String> folders = Stream.concat(
                Stream.iterate(TreeText.folder(path), folder -> !folder.isEmpty(), TreeText::folder), Stream.of(""));
        return folders.map(folder -> Paths.join(folder, name))
                .filter(texts::has)
                .findFirst();
    }

    private boolean isVerifying() {
        Stream<String> settings = texts.paths(path -> TreeText.fileName(path).equals("gradle.properties"))
                .flatMap(path -> texts.lines(path).stream());
        Stream<String> steps = wiring.commands().stream()
                .flatMap(command -> command.steps().stream())
                .map(step -> step.text());
        return Stream.concat(settings, steps)
                .noneMatch(line -> UNVERIFIED.matcher(line).find());
    }

    private Optional<Lock> locked(String path) {
        if (!texts.has(path)) {
            return Optional.empty();
        }
        Lock lock = new Lock(path, "gradle.lockfile");
        texts.allLines(path).forEach(line -> {
            String[] parts = line.replaceFirst("[=#].*", "").split(":", -1);
            if (parts.length == 3) {
                lock.hold(parts[0] + ":" + parts[1], parts[2]);
            }
        });
        return Optional.of(lock);
    }

    private Lock verified(String path) {
        Lock lock = new Lock(path, "verification-metadata.xml");
        XmlElement.parse(String.join("\n", texts.allLines(path)))
                .ifPresent(root -> root.at("components", "component").forEach(component -> {
                    String name = component.attribute("group") + ":" + component.attribute("name");
                    lock.hold(name, component.attribute("version"));
                }));
        return lock;
    }

    private static void declared(String path, String script, List<Requirement> requirements) {
        List<String> lines = script.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher short3 = DEPENDENCY.matcher(lines.get(i));
            Matcher named = NAMED.matcher(lines.get(i));
            if (short3.find()) {
                requirements.add(new Requirement(short3.group(1), orEmpty(short3.group(2)), path, i + 1));
            } else if (named.find()) {
                String name = named.group(1) + ":" + named.group(2);
                requirements.add(new Requirement(name, orEmpty(named.group(3)), path, i + 1));
            }
        }
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    /** What the script takes from the catalogue of versions, as {@code libs.dl4j.core} for the entry {@code dl4j-core}. */
    private void catalogued(String path, String script, List<Requirement> requirements) {
        above(path, CATALOGUE).ifPresent(catalogue -> {
            TomlFile file = TomlFile.parse(texts.lines(catalogue));
            file.tables("libraries").forEach(table -> table.values().forEach((alias, library) -> {
                String accessor = "\\blibs\\." + alias.replaceAll("[-_.]", "\\\\.") + "\\b(?!\\.)";
                if (Pattern.compile(accessor).matcher(script).find()) {
                    library(file, library, catalogue).ifPresent(requirements::add);
                }
            }));
        });
    }

    private static Optional<Requirement> library(TomlFile file, TomlFile.Value library, String path) {
        if (!library.raw().startsWith("{")) {
            String[] parts = library.text().split(":", 3);
            return parts.length < 2
                    ? Optional.empty()
                    : Optional.of(new Requirement(
                            parts[0] + ":" + parts[1], parts.length < 3 ? "" : parts[2], path, library.line()));
        }
        String module = library.field("module");
        String name = module.isEmpty() ? library.field("group") + ":" + library.field("name") : module;
        String reference = library.field("version.ref");
        String version = reference.isEmpty()
                ? library.field("version")
                : file.tables("versions")
                        .map(table -> table.text(reference))
                        .findFirst()
                        .orElse("");
        return Optional.of(new Requirement(name, version, path, library.line()));
    }
}
