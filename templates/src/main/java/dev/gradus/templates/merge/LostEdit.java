package dev.gradus.templates.merge;

/** The merge would have lost something that the user wrote. It is never carried out; the fault is this program's. */
public final class LostEdit extends IllegalStateException {
    public LostEdit(String path, String what) {
        super("the merge of \"" + path + "\" would lose " + what + " that you changed; nothing was touched");
    }
}
