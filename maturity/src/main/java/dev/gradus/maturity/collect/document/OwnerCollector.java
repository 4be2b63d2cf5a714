package dev.gradus.maturity.collect.document;

import dev.gradus.maturity.collect.Collector;
import dev.gradus.maturity.collect.Notes;
import dev.gradus.maturity.collect.Project;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.XmlElement;
import dev.gradus.maturity.collect.read.YamlNode;
import dev.gradus.maturity.collect.survey.Surveys;
import dev.gradus.maturity.fact.Evidence;
import dev.gradus.maturity.fact.Fact;
import dev.gradus.maturity.fact.FactType;
import dev.gradus.maturity.fact.Location;
import dev.gradus.maturity.fact.ValueType;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Observes who is said to own a project. */
public final class OwnerCollector implements Collector {

    static final FactType OWNER = FactType.of(
            "owner.declared",
            Evidence.TREE,
            "An owner that a file names. placeholder: the name is one that a template left behind.",
            Map.of("kind", ValueType.STRING, "owner", ValueType.STRING, "placeholder", ValueType.BOOLEAN));

    private static final List<String> CODEOWNERS =
            List.of("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS");
    private static final Pattern OWNED = Pattern.compile("(?<=\\s)(@[\\w./-]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)");
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(todo|tbd|fixme|change-?me|\\byour?[-_. @]|placeholder|owner-?name|xxx).*|@(owner|username|user|org/team|team-name)|\\W*");

    private final Surveys surveys;

    public OwnerCollector(Surveys surveys) {
        this.surveys = surveys;
    }

    /** Whether a name is one that a template left behind. */
    public static boolean isPlaceholder(String owner) {
        return PLACEHOLDER.matcher(owner).matches();
    }

    @Override
    public String name() {
        return "owners";
    }

    @Override
    public List<FactType> declares() {
        return List.of(OWNER);
    }

    @Override
    public List<Fact> collect(Project project) {
        Notes notes = new Notes(project, name());
        TreeText texts = surveys.of(project).texts();
        CODEOWNERS.forEach(path -> codeOwners(texts, path, notes));
        texts.of("catalog-info.yaml").map(YamlNode::documents).orElse(List.of()).forEach(entity -> entity.get("spec")
                .flatMap(spec -> spec.get("owner"))
                .ifPresent(owner -> note(notes, "catalog-info.yaml", owner.text(), "catalog-info.yaml", owner.line())));
        texts.of("pom.xml").flatMap(XmlElement::parse).ifPresent(pom -> pom.at("developers", "developer")
                .forEach(developer -> developer(developer, notes)));
        return notes.facts();
    }

    private static void codeOwners(TreeText texts, String path, Notes notes) {
        List<String> lines = texts.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            Matcher owned = OWNED.matcher(lines.get(i).replaceFirst("#.*", ""));
            while (owned.find()) {
                note(notes, "CODEOWNERS", owned.group(1), path, i + 1);
            }
        }
    }

    private static void developer(XmlElement developer, Notes notes) {
        Stream.of("email", "id", "name")
                .map(developer::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .ifPresent(owner -> note(notes, "developers", owner, "pom.xml", developer.line()));
    }

    private static void note(Notes notes, String kind, String owner, String path, int line) {
        boolean placeholder = isPlaceholder(owner);
        notes.add(OWNER, Map.of("kind", kind, "owner", owner, "placeholder", placeholder), Location.of(path, line));
    }
}
