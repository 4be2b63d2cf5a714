package dev.gradus.templates.merge;

import dev.gradus.templates.tree.Mode;
import dev.gradus.templates.tree.TreeFile;
import java.util.Optional;

/**
 * The account of every edit a user made: each is in the result, stands in a conflict, or is listed. A changed mode, a changed
 * link or binary file and a change of all line endings are one edit each.
 *
 * @param userLines all of them
 * @param listed those in files that the template removed and that stay for the user to decide
 */
public record Ledger(int userLines, int kept, int inConflict, int listed) {
    static final Ledger EMPTY = new Ledger(0, 0, 0, 0);

    Ledger plus(Ledger other) {
        return new Ledger(
                userLines + other.userLines, kept + other.kept, inConflict + other.inConflict, listed + other.listed);
    }

    /** Where an edit may be found again. */
    enum Place {
        KEPT,
        CONFLICT,
        LISTED
    }

    private static Ledger of(int edits, Place place) {
        return new Ledger(
                edits,
                place == Place.KEPT ? edits : 0,
                place == Place.CONFLICT ? edits : 0,
                place == Place.LISTED ? edits : 0);
    }

    /**
     * One file's page.
     *
     * @param result what really stands in the resulting tree
     * @param text its lines with their conflicts, if it was merged by lines
     */
    record Page(String path, Sides sides, Optional<TreeFile> result, Optional<MergedText> text, Place place) {

        /** The sum of the page; throws if an edit is nowhere. */
        Ledger check() {
            return sides.userChanged() ? content().plus(mode()).plus(lineEndings()) : EMPTY;
        }

        private Ledger content() {
            Optional<TreeFile> base = sides.base();
            Optional<TreeFile> ours = sides.ours();
            if (ours.map(TreeFile::content).equals(base.map(TreeFile::content)) && sameKind()) {
                return EMPTY;
            }
            boolean texts = Sides.isTextOrMissing(base) && Sides.isTextOrMissing(ours);
            return texts ? lines() : whole();
        }

        private boolean sameKind() {
            return kind(sides.base()).equals(kind(sides.ours()));
        }

        private static Optional<Mode> kind(Optional<TreeFile> file) {
            return file.map(TreeFile::mode).map(mode -> mode == Mode.EXECUTABLE ? Mode.FILE : mode);
        }

        private Ledger whole() {
            require(result.map(TreeFile::content).equals(sides.ours().map(TreeFile::content)), "its content");
            require(kind(result).equals(kind(sides.ours())), "its kind");
            return of(1, place);
        }

        private Ledger lines() {
            boolean present = result.isPresent();
            require(sides.ours().isEmpty() || present, "the file");
            require(sides.ours().isPresent() || !present || text.isPresent(), "its removal");
            LineEdits edits = LineEdits.of(sides);
            Lines standing = Sides.lines(result);
            Optional<String> breach = text.map(edits::breach).orElseGet(() -> edits.breach(standing));
            require(breach.isEmpty(), "the line \"" + breach.orElse("").strip() + "\"");
            text.ifPresent(
                    merged -> require(standing.list().equals(merged.lines().list()), "a line"));
            if (edits.count() == 0) {
                return withoutLines();
            }
            int conflict = text.map(edits::inConflict).orElse(0);
            return of(edits.count() - conflict, place).plus(of(conflict, Place.CONFLICT));
        }

        /** An empty file that came or went, and lines in another order, are an edit that no line tells of. */
        private Ledger withoutLines() {
            boolean same = sides.base().isPresent() == sides.ours().isPresent()
                    && Sides.lines(sides.base())
                            .list()
                            .equals(Sides.lines(sides.ours()).list());
            boolean conflict = text.filter(MergedText::clashes).isPresent();
            return same ? EMPTY : of(1, conflict ? Place.CONFLICT : place);
        }

        /** Of a file that stays a file; what becomes a link is another content. */
        private Ledger mode() {
            Optional<Mode> base = regularMode(sides.base());
            Optional<Mode> ours = regularMode(sides.ours());
            if (base.isEmpty() || ours.isEmpty() || base.equals(ours)) {
                return EMPTY;
            }
            require(result.map(TreeFile::mode).equals(ours), "its mode");
            return of(1, place);
        }

        private static Optional<Mode> regularMode(Optional<TreeFile> file) {
            return file.map(TreeFile::mode).filter(Mode::isRegular);
        }

        private Ledger lineEndings() {
            if (!sides.areTexts() || sides.base().isEmpty() || sides.ours().isEmpty()) {
                return EMPTY;
            }
            Lines ours = Sides.lines(sides.ours());
            if (ours.crlf() == Sides.lines(sides.base()).crlf() || ours.size() == 0) {
                return EMPTY;
            }
            Lines standing = Sides.lines(result);
            require(standing.crlf() == ours.crlf() || standing.size() == 0, "its line endings");
            return of(1, place);
        }

        private void require(boolean kept, String what) {
            if (!kept) {
                throw new LostEdit(path, what);
            }
        }
    }
}
