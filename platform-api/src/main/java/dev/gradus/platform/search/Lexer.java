package dev.gradus.platform.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into tokens; it never fails, what it does not know is a token of its own. */
final class Lexer {
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "IN", "IS", "NULL", "BETWEEN");

    /** Possessive throughout, so that no text makes it go back. */
    private static final Pattern TOKEN = Pattern.compile(
            """
            (?<space>\\s++)
            |(?<comment>--[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/)
            |(?<operator>[<>=!~]++|(?:not\\s++)?+(?:like|ilike|rlike)\\b)
            |(?<number>-?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:e[+-]?[0-9]++)?+(?![\\w`"]))
            |(?<name>(?:[\\p{L}_][\\w$]*+|`[^`]*+`|"[^"]*+")(?:\\.(?:[\\w$]++|`[^`]*+`|"[^"]*+"|'[^']*+'))*+)
            |(?<text>'(?:''|\\\\.|[^'\\\\])*+')
            |(?<list>\\()
            |(?<other>.)
            """, Pattern.COMMENTS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

    /** What joins a name to more without a space between. */
    private static final Pattern JOINED = Pattern.compile("(?:[-+*/%^][\\w.]++)++", Pattern.UNICODE_CHARACTER_CLASS);

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        lexer.cut();
        return lexer.tokens;
    }

    private void cut() {
        Matcher matcher = TOKEN.matcher(text);
        int position = 0;
        while (position < text.length() && matcher.find(position)) {
            position = add(matcher);
        }
    }

    /** Adds what was found; where the next token begins. */
    private int add(Matcher found) {
        if (found.group("space") != null) {
            return found.end();
        }
        if (found.group("list") != null) {
            return addList(found.start());
        }
        if (found.group("name") != null) {
            return addName(found.start(), found.end());
        }
        tokens.add(new Token(kind(found), found.group()));
        return found.end();
    }

    private static Token.Kind kind(Matcher found) {
        if (found.group("comment") != null) {
            return Token.Kind.COMMENT;
        }
        if (found.group("operator") != null) {
            return Token.Kind.OPERATOR;
        }
        if (found.group("number") != null) {
            return Token.Kind.NUMBER;
        }
        return found.group("text") != null ? Token.Kind.TEXT : Token.Kind.OTHER;
    }

    private int addName(int start, int end) {
        Matcher more = JOINED.matcher(text).region(end, text.length());
        if (more.lookingAt()) {
            tokens.add(new Token(Token.Kind.EXPRESSION, text.substring(start, more.end())));
            return more.end();
        }
        String name = text.substring(start, end);
        boolean keyword = KEYWORDS.contains(name.toUpperCase(Locale.ROOT));
        tokens.add(new Token(keyword ? Token.Kind.KEYWORD : Token.Kind.NAME, name));
        return end;
    }

    /** To the parenthesis that closes this one, past those in quotes; a list that nothing closes is one sign. */
    private int addList(int start) {
        int depth = 0;
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                tokens.add(new Token(Token.Kind.LIST, text.substring(start, i + 1)));
                return i + 1;
            }
        }
        tokens.add(new Token(Token.Kind.OTHER, "("));
        return start + 1;
    }
}
