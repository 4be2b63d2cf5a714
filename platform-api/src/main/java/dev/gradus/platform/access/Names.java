package dev.gradus.platform.access;

/** What names of people, teams and tokens look like, and what to say of one that does not. */
final class Names {
    static final String TEAM = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?";
    static final String TEAM_MESSAGE =
            "has at most 63 small letters, digits and dashes, and begins with a letter and ends without a dash";

    static final String USER = "[a-z0-9]([a-z0-9._@-]{0,126}[a-z0-9])?";
    static final String USER_MESSAGE =
            "has at most 128 small letters, digits and . _ @ -, and begins and ends with a letter or digit";

    static final String TOKEN = "[A-Za-z0-9]([A-Za-z0-9 ._-]{0,61}[A-Za-z0-9])?";
    static final String TOKEN_MESSAGE =
            "has at most 63 letters, digits, spaces and . _ -, and begins and ends with a letter or digit";

    private Names() {}
}
