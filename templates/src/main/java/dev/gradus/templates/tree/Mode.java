package dev.gradus.templates.tree;

/** What git records about an entry besides its content. */
public enum Mode {
    FILE(0100644),
    EXECUTABLE(0100755),
    LINK(0120000),
    SUBMODULE(0160000);

    private final int bits;

    Mode(int bits) {
        this.bits = bits;
    }

    /** Git's number, as in {@code 0100644}. */
    public int bits() {
        return bits;
    }

    /** Git's number as text, as in {@code 100644}. */
    public String octal() {
        return Integer.toOctalString(bits);
    }

    /** Whether the content is that of a file, executable or not. */
    public boolean isRegular() {
        return this == FILE || this == EXECUTABLE;
    }

    /** The mode of git's number; the group-writable files of ancient repositories count as plain ones. */
    public static Mode of(int bits) {
        return switch (bits & 0170000) {
            case 0120000 -> LINK;
            case 0160000 -> SUBMODULE;
            default -> (bits & 0100) != 0 ? EXECUTABLE : FILE;
        };
    }
}
