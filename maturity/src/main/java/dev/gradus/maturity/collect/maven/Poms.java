package dev.gradus.maturity.collect.maven;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.XmlElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The poms of a tree, but for those that are test data. */
public final class Poms {

    private static final Pattern TEST_DATA = Pattern.compile("(^|.*/)(src|target)/.*");

    private static final Pattern ENFORCER_OFF = Pattern.compile("-Denforcer\\.(skip(?!=false)|fail=false)");

    private final TreeText texts;
    private final Map<String, Pom> poms = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    public Poms(TreeText texts) {
        this.texts = texts;
        Set<String> opening = new HashSet<>();
        texts.paths(path -> TreeText.fileName(path).equals("pom.xml")
                        && !TEST_DATA.matcher(path).matches())
                .forEach(path -> open(path, opening));
    }

    public Collection<Pom> all() {
        return poms.values();
    }

    public Optional<Pom> at(String path) {
        return Optional.ofNullable(poms.get(path));
    }

    /** Poms that are not well-formed. */
    public List<String> broken() {
        return Collections.unmodifiableList(broken);
    }

    /** Whether every build is told, by the options that the tree gives to Maven, to pass over the enforcer's rules. */
    public boolean enforcerIsOff() {
        return texts.of(".mvn/maven.config")
                .map(ENFORCER_OFF::matcher)
                .filter(Matcher::find)
                .isPresent();
    }

    private @Nullable Pom open(String path, Set<String> opening) {
        Pom known = poms.get(path);
        // A pom that names itself as a parent, however far around, has none.
        if (known != null || !opening.add(path)) {
            return known;
        }
        Optional<XmlElement> project = texts.of(path).flatMap(XmlElement::parse);
        if (project.isEmpty()) {
            broken.add(path);
            return null;
        }
        Pom pom = new Pom(path, project.get(), parent(path, project.get(), opening));
        poms.put(path, pom);
        return pom;
    }

    private @Nullable Pom parent(String path, XmlElement project, Set<String> opening) {
        Optional<XmlElement> parent = project.first("parent");
        if (parent.isEmpty()) {
            return null;
        }
        String relative =
                parent.get().first("relativePath").map(XmlElement::text).orElse("../pom.xml");
        String wanted = Paths.join(TreeText.folder(path), relative.endsWith(".xml") ? relative : relative + "/pom.xml");
        return texts.has(wanted) && !relative.isEmpty() ? open(wanted, opening) : null;
    }
}
