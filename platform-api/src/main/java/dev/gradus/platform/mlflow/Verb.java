package dev.gradus.platform.mlflow;

/** The HTTP methods of the protocol. */
public enum Verb {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
