package dev.gradus.platform.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the groups of a person at the identity provider are here.
 *
 * <pre>{@code
 * Grants.of(List.of("ml-rides"), List.of("ml-rides=rides:approver")).inTeam("rides")
 * }</pre>
 *
 * @param teams the role in each team, by the team's name
 */
record Grants(boolean admin, Map<String, TeamRole> teams) {
    Grants {
        teams = Map.copyOf(teams);
    }

    /** What follows from being in {@code groups}, by settings such as {@code ml-rides=rides:member}. */
    static Grants of(Collection<String> groups, List<String> settings) {
        return settings.stream()
                .map(Setting::of)
                .filter(setting -> groups.contains(setting.group))
                .map(setting -> setting.grants)
                .reduce(new Grants(false, Map.of()), Grants::and);
    }

    /** Fails on a setting that means nothing. */
    static void check(List<String> settings) {
        settings.forEach(Setting::of);
    }

    Optional<TeamRole> inTeam(String team) {
        return Optional.ofNullable(teams.get(team));
    }

    /** The one team that is granted, if it is one. */
    Optional<String> onlyTeam() {
        return teams.size() == 1 ? teams.keySet().stream().findFirst() : Optional.empty();
    }

    static TeamRole higher(TeamRole one, TeamRole other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Grants and(Grants other) {
        Map<String, TeamRole> all = new HashMap<>(teams);
        other.teams.forEach((team, role) -> all.merge(team, role, Grants::higher));
        return new Grants(admin || other.admin, all);
    }

    private record Setting(String group, Grants grants) {
        private static final Pattern FORM = Pattern.compile("(.+)=(?:(admin)|([^:]+):(member|approver))");

        static Setting of(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches()) {
                throw new IllegalArgumentException("\"" + text + "\" in GRADUS_OIDC_GROUPS says nothing. Maybe: write"
                        + " GROUP=admin, GROUP=TEAM:member or GROUP=TEAM:approver.");
            }
            return new Setting(
                    form.group(1),
                    form.group(2) != null
                            ? new Grants(true, Map.of())
                            : new Grants(
                                    false,
                                    Map.of(
                                            form.group(3),
                                            TeamRole.valueOf(form.group(4).toUpperCase(Locale.ROOT)))));
        }
    }
}
