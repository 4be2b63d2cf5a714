package dev.gradus.platform.mlflow;

/** A value is not of the type that its field has. */
final class NotOfTypeException extends Exception {
    private static final long serialVersionUID = 1L;

    NotOfTypeException() {
        super("not of the field's type", null, false, false);
    }
}
