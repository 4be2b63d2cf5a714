package dev.gradus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The teams of a control plane. */
@Command(
        name = "team",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        description = "Make teams, and say who is of them. What a team's tokens create belongs to the team.",
        commandListHeading = "%nVerbs:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  gradus team create rides", "  gradus team list"})
final class TeamCommand implements Runnable {
    private static final String TEAMS = ControlPlane.path("teams");

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Gradus gradus;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** A team and who is of it, as JSON has it. */
    record Shown(String name, List<JsonNode> members) {}

    /** Somebody who was taken out of a team, as JSON has it. */
    record Removed(String team, String user) {}

    /** What a team is to be named. */
    record TeamName(String name) {}

    /** What somebody is to be in a team. */
    record MemberRole(String role) {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb was given");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a team.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus team create fares --json")
    void create(
            @Parameters(paramLabel = "NAME", description = "Small letters, digits and dashes.") String name,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        JsonNode team = remote.plane().post(TEAMS, new TeamName(name));
        tell(json, team, "The team \"" + name + "\" is there.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show all teams.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus team list --json")
    void list(@Mixin RemoteOptions remote, @Option(names = "--json", description = "One JSON document.") boolean json) {
        List<JsonNode> teams = remote.plane().list(TEAMS);
        tell(json, teams, lines(teams, team -> team.path("name").asText()));
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show who is of a team.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus team show rides")
    void show(
            @Parameters(paramLabel = "NAME", description = "The team.") String name,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        List<JsonNode> members = remote.plane().list(ControlPlane.path("teams", name, "members"));
        String lines = lines(members, TeamCommand::line);
        tell(json, new Shown(name, members), members.isEmpty() ? "Nobody is of the team \"" + name + "\"." : lines);
    }

    @Command(
            name = "rename",
            mixinStandardHelpOptions = true,
            description = "Rename a team; what belongs to it stays its own.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus team rename fares prices")
    void rename(
            @Parameters(paramLabel = "NAME", description = "The team.") String name,
            @Parameters(paramLabel = "TO", description = "Its new name.") String to,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        JsonNode team = remote.plane().put(ControlPlane.path("teams", name), new TeamName(to));
        tell(json, team, "The team \"" + name + "\" is named \"" + to + "\" now.");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Make somebody a member of a team, or an approver, who may approve what others ask for too.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus team add rides admin --approver")
    void add(
            @Parameters(paramLabel = "TEAM", description = "The team.") String team,
            @Parameters(paramLabel = "USER", description = "Who.") String user,
            @Option(names = "--approver", description = "As an approver.") boolean approver,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        String role = approver ? "APPROVER" : "MEMBER";
        JsonNode member = remote.plane().put(ControlPlane.path("teams", team, "members", user), new MemberRole(role));
        tell(json, member, "\"" + user + "\" is " + role.toLowerCase(Locale.ROOT) + " of the team \"" + team + "\".");
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Take somebody out of a team; their tokens for it can only read from then on.",
            footerHeading = "%nExamples:%n",
            footer = "  gradus team remove rides admin")
    void remove(
            @Parameters(paramLabel = "TEAM", description = "The team.") String team,
            @Parameters(paramLabel = "USER", description = "Who.") String user,
            @Mixin RemoteOptions remote,
            @Option(names = "--json", description = "One JSON document.") boolean json) {
        remote.plane().delete(ControlPlane.path("teams", team, "members", user));
        tell(json, new Removed(team, user), "\"" + user + "\" is not of the team \"" + team + "\" any more.");
    }

    private void tell(boolean json, Object answer, String line) {
        if (json) {
            gradus.console().json(answer);
        } else {
            gradus.console().answer(line);
        }
    }

    private static String lines(List<JsonNode> items, Function<JsonNode, String> line) {
        return items.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static String line(JsonNode member) {
        return String.format(
                Locale.ROOT,
                "%-24s %s",
                member.path("user").asText(),
                member.path("role").asText().toLowerCase(Locale.ROOT));
    }
}
