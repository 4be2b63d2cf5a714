package dev.gradus.maturity.collect.update;

import dev.gradus.maturity.collect.read.Paths;
import dev.gradus.maturity.collect.read.TreeText;
import dev.gradus.maturity.collect.read.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A program that proposes updates, as its configuration sets it up.
 *
 * @param flaw what is wrong with the configuration, empty where nothing is
 * @param covers the ecosystems that it looks after
 */
record Bot(String kind, String path, int line, String flaw, Set<String> covers) {

    private static final List<String> RENOVATE = List.of(
            "renovate.json",
            "renovate.json5",
            ".renovaterc",
            ".renovaterc.json",
            ".github/renovate.json",
            ".github/renovate.json5",
            ".gitlab/renovate.json");
    private static final List<String> DEPENDABOT = List.of(".github/dependabot.yml", ".github/dependabot.yaml");
    private static final Set<String> INTERVALS =
            Set.of("daily", "weekly", "monthly", "quarterly", "semiannually", "yearly", "cron");

    static Stream<Bot> of(TreeText texts, Set<String> ecosystems) {
        return Stream.concat(
                RENOVATE.stream().filter(texts::has).limit(1).map(path -> renovate(texts, path, ecosystems)),
                DEPENDABOT.stream().filter(texts::has).limit(1).map(path -> dependabot(texts, path)));
    }

    /** Renovate finds every ecosystem by itself, unless it is told which. */
    private static Bot renovate(TreeText texts, String path, Set<String> ecosystems) {
        Optional<YamlNode> parsed = texts.of(path)
                .map(text -> path.endsWith("json5") ? text.replaceAll("(?m)^\\s*//.*$", "") : text)
                .flatMap(YamlNode::parse);
        if (parsed.isEmpty() || (parsed.get().entries().isEmpty() && !isEmptyObject(texts, path))) {
            return new Bot("renovate", path, 1, "it is no JSON object", Set.of());
        }
        YamlNode root = parsed.get();
        if (root.text("enabled").equals("false")) {
            return new Bot("renovate", path, line(root, "enabled"), "it is switched off", Set.of());
        }
        Set<String> managers = new HashSet<>();
        root.get("enabledManagers").map(YamlNode::items).orElse(List.of()).forEach(each -> managers.add(each.text()));
        Set<String> covers = new TreeSet<>(ecosystems);
        covers.removeIf(ecosystem -> !managers.isEmpty() && managers.stream().noneMatch(each -> isOf(each, ecosystem)));
        covers.removeIf(ecosystem -> Ecosystem.managers(ecosystem).stream().anyMatch(each -> root.get(each)
                .filter(settings -> settings.text("enabled").equals("false"))
                .isPresent()));
        return new Bot("renovate", path, 1, "", covers);
    }

    private static boolean isEmptyObject(TreeText texts, String path) {
        return texts.of(path).orElse("").strip().equals("{}");
    }

    private static boolean isOf(String manager, String ecosystem) {
        return Ecosystem.managers(ecosystem).contains(manager);
    }

    private static Bot dependabot(TreeText texts, String path) {
        Optional<YamlNode> root = texts.of(path).flatMap(YamlNode::parse);
        List<YamlNode> updates =
                root.flatMap(each -> each.get("updates")).map(YamlNode::items).orElse(List.of());
        if (!root.map(each -> each.text("version")).orElse("").equals("2") || updates.isEmpty()) {
            return new Bot("dependabot", path, 1, "it is not of version 2 with a list of updates", Set.of());
        }
        Set<String> covers = new TreeSet<>();
        for (YamlNode update : updates) {
            String flaw = flaw(texts, update);
            if (!flaw.isEmpty()) {
                return new Bot("dependabot", path, update.line(), flaw, covers);
            }
            if (!update.text("open-pull-requests-limit").equals("0")) {
                covers.add(Ecosystem.ofDependabot(update.text("package-ecosystem")));
            }
        }
        return new Bot("dependabot", path, 1, "", covers);
    }

    private static String flaw(TreeText texts, YamlNode update) {
        List<String> folders = new ArrayList<>();
        update.get("directory").ifPresent(each -> folders.add(each.text()));
        update.get("directories").map(YamlNode::items).orElse(List.of()).forEach(each -> folders.add(each.text()));
        String interval = update.get("schedule")
                .map(schedule -> schedule.text("interval"))
                .orElse("");
        if (folders.isEmpty() || !INTERVALS.contains(interval)) {
            return "an update has no directory or no schedule";
        }
        return folders.stream()
                .filter(folder -> !folder.contains("*") && !texts.knows(Paths.join("", folder)))
                .findFirst()
                .map(folder -> "the tree has no directory " + folder)
                .orElse("");
    }

    private static int line(YamlNode root, String key) {
        return root.get(key).map(YamlNode::line).orElse(1);
    }
}
