package dev.gradus.templates.tree;

/** One entry of a tree: what it is and what it holds. */
public record TreeFile(Mode mode, Content content) {

    public static TreeFile of(String text) {
        return new TreeFile(Mode.FILE, Content.of(text));
    }

    public TreeFile withMode(Mode other) {
        return new TreeFile(other, content);
    }

    public byte[] bytes() {
        return content.bytes();
    }
}
