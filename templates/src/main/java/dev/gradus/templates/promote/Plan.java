package dev.gradus.templates.promote;

import dev.gradus.templates.merge.FileVerdict;
import dev.gradus.templates.merge.Ledger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion or an update will do, as {@code gradus plan --json} prints it.
 *
 * @param base tree id of what the project was made of
 * @param ours tree id of the project at the commit that is checked out, its lock included
 * @param theirs tree id of what the template gives now
 * @param result tree id of the project afterwards, its lock included; null when it conflicts
 * @param conflicts paths that are left for the user to settle
 * @param level null when nobody assessed it
 */
public record Plan(
        String from,
        String to,
        PackVersion pack,
        String base,
        String ours,
        String theirs,
        @Nullable String result,
        List<FileVerdict> files,
        List<String> conflicts,
        Ledger ledger,
        @Nullable Level level) {

    /** The pack that the project is at afterwards. */
    public record PackVersion(String name, String version) {}

    /** The potential level now and afterwards; null where there is none, or where a conflict stands in between. */
    public record Level(@Nullable String before, @Nullable String after) {}
}
