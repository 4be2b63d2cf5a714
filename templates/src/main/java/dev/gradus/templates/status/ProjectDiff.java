package dev.gradus.templates.status;

import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.repository.Bases;
import dev.gradus.templates.repository.ProjectRepository;
import dev.gradus.templates.tree.FileTree;
import dev.gradus.templates.tree.TreeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** What the user made of a project since it was rendered, as a unified diff that git can apply. */
public final class ProjectDiff {
    private ProjectDiff() {}

    /** The diff from the base to the files as they lie in the folder; empty if there is none. */
    public static String of(ProjectRepository project, Packs packs) {
        return between(new Bases(packs).of(project).tree(), project.workTree());
    }

    static String between(FileTree base, FileTree lying) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Divergence divergence : ProjectStatus.divergences(base, lying)) {
            String path = divergence.path();
            write(path, base.file(path), lying.file(path), out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void write(
            String path, Optional<TreeFile> before, Optional<TreeFile> after, ByteArrayOutputStream out) {
        line(out, "diff --git a/" + path + " b/" + path);
        if (before.isEmpty()) {
            line(out, "new file mode " + after.orElseThrow().mode().octal());
        } else if (after.isEmpty()) {
            line(out, "deleted file mode " + before.get().mode().octal());
        } else if (before.get().mode() != after.get().mode()) {
            line(out, "old mode " + before.get().mode().octal());
            line(out, "new mode " + after.get().mode().octal());
        }
        RawText a = text(before);
        RawText b = text(after);
        if (RawText.isBinary(a.getRawContent()) || RawText.isBinary(b.getRawContent())) {
            line(out, "Binary files a/" + path + " and b/" + path + " differ");
        } else if (!before.map(TreeFile::content).equals(after.map(TreeFile::content))) {
            line(out, before.isPresent() ? "--- a/" + path : "--- /dev/null");
            line(out, after.isPresent() ? "+++ b/" + path : "+++ /dev/null");
            hunks(a, b, out);
        }
    }

    private static void hunks(RawText a, RawText b, ByteArrayOutputStream out) {
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b), a, b);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawText text(Optional<TreeFile> file) {
        return new RawText(file.map(TreeFile::bytes).orElse(new byte[0]));
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
