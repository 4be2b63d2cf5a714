package dev.gradus.templates;

/**
 * A mistake of the user, said in one line with its remedy.
 *
 * <pre>{@code
 * throw new BadInput("there is no stage \"manged\"", "did you mean \"managed\"?");
 * }</pre>
 */
public final class BadInput extends RuntimeException {
    private final String remedy;

    public BadInput(String problem, String remedy) {
        super(oneLine(problem));
        this.remedy = oneLine(remedy);
    }

    /** What to do about it, as a sentence that follows "Maybe: ". */
    public String remedy() {
        return remedy;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
