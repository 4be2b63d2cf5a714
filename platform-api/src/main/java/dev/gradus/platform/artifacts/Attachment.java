package dev.gradus.platform.artifacts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** How a browser is told to save what it is given, and never to show or run it. */
final class Attachment {
    /** As MLflow's server has them: what people write by hand. */
    private static final Set<String> TEXTS = Set.of(
            "txt",
            "log",
            "err",
            "cfg",
            "conf",
            "cnf",
            "cf",
            "ini",
            "properties",
            "prop",
            "hocon",
            "toml",
            "yaml",
            "yml",
            "xml",
            "json",
            "js",
            "py",
            "py3",
            "csv",
            "tsv",
            "md",
            "rst",
            "ipynb",
            "mlmodel",
            "mlproject");

    private Attachment() {}

    /** A {@code Content-Disposition} (RFC 6266) for a file of this name, whatever is in the name. */
    static String named(String name) {
        String ascii = name.replaceAll("[^\\w.() -]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }

    /** A media type that no browser runs. */
    static String type(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TEXTS.contains(end) ? "text/plain; charset=utf-8" : "application/octet-stream";
    }
}
