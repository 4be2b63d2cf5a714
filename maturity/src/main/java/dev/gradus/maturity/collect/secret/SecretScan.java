package dev.gradus.maturity.collect.secret;

import dev.gradus.maturity.collect.read.TreeText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for credentials in one content. */
final class SecretScan {

    private static final Pattern SETTINGS =
            Pattern.compile("(^|.*/)(\\.env(\\.[\\w-]+)?|[\\w-]+\\.env|credentials|\\.pypirc|\\.netrc|\\.npmrc)");
    private static final Pattern SAMPLE =
            Pattern.compile(".*\\.(example|sample|template|dist|tmpl|defaults?)(\\.env)?");
    private static final Pattern DIGESTS = Pattern.compile(
            ".*(\\.lock|\\.sum|\\.dvc|lock\\.json|lock\\.ya?ml|\\.min\\.js|\\.map|\\.svg|\\.ipynb_checkpoints/.*|gradle\\.lockfile|verification-metadata\\.xml)");
    /** Formats that hold no text, so that their content need not be read. */
    private static final Pattern BINARY = Pattern.compile(
            "(?i).*\\.(png|jpe?g|gif|webp|ico|pdf|parquet|feather|npy|npz|zip|gz|tgz|bz2|xz|zst|jar|war|class|so|dylib|dll|exe|woff2?|ttf|otf|eot"
                    + "|mp[34]|wav|avi|mov|pkl|joblib|pt|pth|onnx|h5|safetensors|bin|xlsx?|docx?|pptx?)");

    private static final Anchors EVERYWHERE = new Anchors(SecretRule.ALL);
    private static final Anchors BUT_ASSIGNMENTS = new Anchors(SecretRule.BUT_ASSIGNMENTS);
    private static final Anchors IN_SETTINGS =
            new Anchors(Stream.concat(Stream.of(SecretRule.SETTING), SecretRule.BUT_ASSIGNMENTS.stream())
                    .toList());

    private SecretScan() {}

    /** A credential by its kind and 1-based line; never the credential. */
    record Found(String kind, int line) {}

    static boolean isWorthReading(String path, long size) {
        return size <= TreeText.LIMIT && !BINARY.matcher(path).matches();
    }

    /** At most one of each kind. */
    static List<Found> scan(String path, byte[] content) {
        if (TreeText.isBinary(content)) {
            return List.of();
        }
        boolean settings =
                SETTINGS.matcher(path).matches() && !SAMPLE.matcher(path).matches();
        boolean digests = DIGESTS.matcher(path).matches();
        List<Found> found = new ArrayList<>();
        (settings ? IN_SETTINGS : digests ? BUT_ASSIGNMENTS : EVERYWHERE)
                .find(content)
                .forEach((rule, at) -> found.add(new Found(rule.kind(), line(content, at))));
        return found;
    }

    private static int line(byte[] content, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += content[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
