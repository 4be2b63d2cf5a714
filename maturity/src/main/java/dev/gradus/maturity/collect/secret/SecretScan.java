package dev.gradus.maturity.collect.secret;

import dev.gradus.maturity.collect.read.TreeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
        // One byte a character: no decoding, and every credential is ASCII.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<Found> found = new ArrayList<>();
        boolean settings =
                SETTINGS.matcher(path).matches() && !SAMPLE.matcher(path).matches();
        if (settings) {
            SecretRule.SETTING
                    .find(text)
                    .ifPresent(at -> found.add(new Found(SecretRule.SETTING.kind(), line(text, at))));
        }
        for (SecretRule rule : SecretRule.ALL) {
            boolean assignment = rule.kind().startsWith("credential");
            if (!(assignment && (settings || DIGESTS.matcher(path).matches()))) {
                Optional<Integer> at = rule.find(text);
                at.ifPresent(start -> found.add(new Found(rule.kind(), line(text, start))));
            }
        }
        return found;
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
