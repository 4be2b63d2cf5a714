package dev.gradus.maturity.collect.operate;

import dev.gradus.maturity.collect.operate.Definition.Kind;
import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.wiring.Command;
import dev.gradus.maturity.collect.wiring.Invocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that makes an environment what its definition says.
 *
 * @param named the place that it names, relative to the root, with what is not known in it as {@code *}
 * @param automatic a service of continuous integration runs it
 */
public record Applying(Kind kind, String named, String path, int line, boolean automatic) {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:^|\\s)([A-Za-z_]\\w*)=[\"']?([^\\s\"';]+)[\"']?(?=$|[\\s;])");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*|\\d)(?::-([^}]*))?}?");
    private static final Pattern BUILT = Pattern.compile("(.*/)?(target|build|dist|out|tmp)(/.*)?|[/~].*");
    private static final Set<String> KUBECTL = Set.of("kubectl", "oc");

    /** What the lines of a command apply. */
    static List<Applying> of(Command command, boolean automatic) {
        Map<String, String> variables = new HashMap<>();
        List<Applying> found = new ArrayList<>();
        for (Invocation each : Invocation.of(command)) {
            Matcher assignment = ASSIGNMENT.matcher(each.step().text());
            while (assignment.find()) {
                variables.put(assignment.group(1), assignment.group(2));
            }
            place(each).ifPresent(place -> found.add(applying(each, place, variables, automatic)));
        }
        return found;
    }

    /** Whether this names the place, as far as it tells; a name of which nothing is known names nothing. */
    boolean names(String place) {
        if (!named.isEmpty() && named.replaceAll("[*/]", "").isEmpty()) {
            return false;
        }
        StringBuilder pattern = new StringBuilder();
        for (String part : named.split("\\*", -1)) {
            pattern.append(pattern.isEmpty() ? "" : "[^/]+").append(Pattern.quote(part));
        }
        return place.matches(pattern.toString());
    }

    /** Whether the tree should have what it names: nothing that is built first, comes from a registry or is not fully known. */
    boolean isOwn() {
        return kind != Kind.HELM
                && !named.contains("*")
                && !BUILT.matcher(named).matches();
    }

    private record Place(Kind kind, String named) {}

    private static Applying applying(Invocation at, Place place, Map<String, String> variables, boolean automatic) {
        String named = place.named();
        for (int i = 0; i < 3 && named.contains("$"); i++) {
            named = VARIABLE.matcher(named)
                    .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(2), variables)));
        }
        // A substitution that is left tells nothing.
        named = named.replaceAll("\\$\\([^)]*\\)|\\$\\S*", "*");
        String placed = named.startsWith("/") ? named : Paths.join(at.folder(), named);
        return new Applying(place.kind(), placed, at.path(), at.line(), automatic);
    }

    private static String value(String name, @Nullable String otherwise, Map<String, String> known) {
        String value = known.get(name);
        return value != null ? value : otherwise != null ? otherwise : "*";
    }

    private static Optional<Place> place(Invocation each) {
        String program = each.program();
        if (each.words().stream().anyMatch(word -> word.startsWith("--dry-run") && !word.equals("--dry-run=none"))) {
            return Optional.empty();
        }
        if (KUBECTL.contains(program) && (each.runs(program, "apply") || each.runs(program, "replace"))) {
            return each.option("-k", "--kustomize")
                    .map(named -> new Place(Kind.KUSTOMIZE, named))
                    .or(() -> each.option("-f", "--filename")
                            .filter(named -> !named.equals("-") && !named.contains("://"))
                            .map(named -> new Place(Kind.MANIFESTS, named)));
        }
        if (each.runs("kustomize", "build") || (KUBECTL.contains(program) && each.runs(program, "kustomize"))) {
            return each.step().text().matches(".*\\|\\s*(kubectl|oc)\\b.*\\bapply\\b.*")
                    ? Optional.of(new Place(Kind.KUSTOMIZE, built(each)))
                    : Optional.empty();
        }
        return tool(each);
    }

    private static Optional<Place> tool(Invocation each) {
        String program = each.program();
        if (each.runs("helm", "upgrade") || each.runs("helm", "install")) {
            return each.words().stream()
                    .filter(word -> word.equals(".") || (word.contains("/") && !word.contains("://")))
                    .findFirst()
                    .map(named -> new Place(Kind.HELM, named));
        }
        if (Set.of("terraform", "tofu", "terragrunt").contains(program) && each.runs(program, "apply")) {
            return Optional.of(new Place(Kind.TERRAFORM, each.option("-chdir").orElse("")));
        }
        if (each.runs("docker", "compose") || program.equals("docker-compose")) {
            return each.words().contains("up")
                    ? Optional.of(
                            new Place(Kind.COMPOSE, each.option("-f", "--file").orElse("")))
                    : Optional.empty();
        }
        if (each.runs("docker", "stack", "deploy")) {
            return each.option("-c", "--compose-file").map(named -> new Place(Kind.COMPOSE, named));
        }
        return each.runs("cdk", "deploy") ? Optional.of(new Place(Kind.CDK, "")) : Optional.empty();
    }

    /** The first word that is no option after {@code build} or {@code kustomize}, the working folder where there is none. */
    private static String built(Invocation each) {
        int verb = Math.max(each.words().indexOf("build"), each.words().lastIndexOf("kustomize"));
        return each.words().stream()
                .skip(verb + 1L)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("");
    }

    /** The definition that this applies, among those of a tree. */
    boolean applies(Definition definition) {
        if (kind != definition.kind()) {
            return false;
        }
        boolean compose = kind == Kind.COMPOSE && !named.endsWith("ml");
        return compose
                ? TreeText.folder(definition.place()).equals(named)
                        && TreeText.fileName(definition.place()).matches("(docker-)?compose\\.ya?ml")
                : names(definition.place());
    }
}
