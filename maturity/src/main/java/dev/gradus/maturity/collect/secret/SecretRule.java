package dev.gradus.maturity.collect.secret;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One kind of credential.
 *
 * @param anchors with which a match begins
 * @param pattern its group {@code secret} is the credential itself
 * @param credible whether the credential could be a real one
 */
record SecretRule(String kind, List<String> anchors, Pattern pattern, Predicate<String> credible) {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(example|changeme|change-me|change_me|placeholder|your[-_ ]?|xxxx|dummy|redacted|\\*\\*\\*|\\.\\.\\.|insert|fixme|todo|12345678|abcdefgh"
                    + "|\\$\\{|\\$\\(|\\{\\{|<|>|%\\(|environ|getenv|secrets\\.|vault:).*",
            Pattern.DOTALL);
    static final String ASSIGNMENT = "credential in an assignment";

    private static final Pattern WORDS = Pattern.compile("[A-Za-z]+([._/:-][A-Za-z]+)*[._/:-]?\\d{0,4}");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Bits a character below which a text is taken for words rather than for something random. */
    private static final double RANDOM = 3.5;

    static final List<SecretRule> ALL = List.of(
            of(
                    "AWS access key",
                    List.of("AKIA", "ASIA"),
                    "\\b(?<secret>A[KS]IA[A-Z2-7]{16})\\b",
                    SecretRule::isNoPlaceholder),
            of(
                    "AWS secret key",
                    List.of("aws_secret", "AWS_SECRET", "aws-secret", "secretAccessKey", "SecretAccessKey"),
                    "(?i)(?:aws.?)?secret.?(?:access.?)?key[\"'\\s:=]{1,6}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
                    SecretRule::isRandom),
            of(
                    "GitHub token",
                    List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
                    "\\b(?<secret>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})",
                    SecretRule::isRandom),
            of("GitLab token", List.of("glpat-"), "\\b(?<secret>glpat-[A-Za-z0-9_-]{20,})", SecretRule::isRandom),
            of("Slack token", List.of("xox"), "\\b(?<secret>xox[abprs]-[0-9A-Za-z-]{20,})", SecretRule::isRandom),
            of(
                    "Google API key",
                    List.of("AIza"),
                    "\\b(?<secret>AIza[0-9A-Za-z_-]{35})(?![0-9A-Za-z_-])",
                    SecretRule::isRandom),
            of(
                    "Stripe key",
                    List.of("sk_live_", "rk_live_"),
                    "\\b(?<secret>[sr]k_live_[0-9a-zA-Z]{20,})",
                    SecretRule::isRandom),
            of(
                    "API key of a model provider",
                    List.of("sk-"),
                    "\\b(?<secret>sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,})",
                    SecretRule::isMixed),
            of("Hugging Face token", List.of("hf_"), "\\b(?<secret>hf_[A-Za-z0-9]{34,})\\b", SecretRule::isRandom),
            of(
                    "package registry token",
                    List.of("npm_", "pypi-"),
                    "\\b(?<secret>npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{60,})",
                    SecretRule::isRandom),
            of("Databricks token", List.of("dapi"), "\\b(?<secret>dapi[0-9a-f]{32})\\b", SecretRule::isNoPlaceholder),
            of(
                    "Azure storage key",
                    List.of("AccountKey="),
                    "AccountKey=(?<secret>[A-Za-z0-9+/]{80,}={0,2})",
                    SecretRule::isRandom),
            of(
                    "private key",
                    List.of("-----BEGIN "),
                    "-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\\s\\\\nr\"'+]*(?:(?:Proc-Type|DEK-Info)[^\\n]*\\n\\s*)*(?<secret>[A-Za-z0-9+/]{40,})",
                    SecretRule::isNoPlaceholder),
            of(
                    "password in a URL",
                    List.of("://"),
                    "://[^/\\s:@\"'<>]{1,60}+:(?<secret>[^/\\s:@\"'<>{}$]{8,100})@(?!localhost|127\\.0\\.0\\.1)",
                    SecretRule::isMixed),
            of(
                    "Kaggle key",
                    List.of("\"username\""),
                    "\"username\"\\s*:\\s*\"[^\"]{1,80}\"\\s*,\\s*\"key\"\\s*:\\s*\"(?<secret>[0-9a-f]{32})\"",
                    SecretRule::isNoPlaceholder),
            of(
                    ASSIGNMENT,
                    List.of(
                            "assword",
                            "ASSWORD",
                            "asswd",
                            "ASSWD",
                            "ecret",
                            "ECRET",
                            "oken",
                            "OKEN",
                            "pi_key",
                            "PI_KEY",
                            "piKey",
                            "pikey",
                            "pi-key",
                            "ccess_key",
                            "ccessKey",
                            "CCESS_KEY"),
                    "[\\w.-]{4,40}+[\"']?+\\s{0,3}+(?::=?|=>?)\\s{0,3}+[\"'](?<secret>[^\"'\\s]{12,200})[\"']",
                    SecretRule::isStrong));

    /** For files that are full of digests under such names. */
    static final List<SecretRule> BUT_ASSIGNMENTS =
            ALL.stream().filter(rule -> !rule.kind().equals(ASSIGNMENT)).toList();

    /** For files that hold nothing but settings, such as {@code .env}: values stand there without quotes. */
    static final SecretRule SETTING = of(
            "credential in an environment file",
            List.of("assword", "ASSWORD", "asswd", "ASSWD", "ecret", "ECRET", "oken", "OKEN", "KEY", "key"),
            "\\w{3,30}+\\s*+[=:]\\s*[\"']?(?<secret>[^\\s\"'#]{6,200})",
            SecretRule::isNoPlaceholder);

    private static SecretRule of(String kind, List<String> anchors, String pattern, Predicate<String> credible) {
        return new SecretRule(kind, anchors, Pattern.compile(pattern), credible);
    }

    private static boolean isNoPlaceholder(String secret) {
        return !PLACEHOLDER.matcher(secret).matches()
                && secret.chars().distinct().count() > 3;
    }

    private static boolean isRandom(String secret) {
        return isNoPlaceholder(secret) && entropy(secret) >= RANDOM;
    }

    /** Letters and digits together: words joined by hyphens are no key. */
    private static boolean isMixed(String secret) {
        return isNoPlaceholder(secret)
                && entropy(secret) >= 2.75
                && secret.chars().anyMatch(Character::isDigit)
                && secret.chars().anyMatch(Character::isLetter)
                && !WORDS.matcher(secret).matches();
    }

    private static boolean isStrong(String secret) {
        return isMixed(secret)
                && entropy(secret) >= RANDOM
                && !UUID.matcher(secret).matches()
                && !secret.contains("(");
    }

    /** Shannon's entropy in bits a character. */
    static double entropy(String text) {
        double entropy = 0;
        for (int c : text.chars().distinct().toArray()) {
            double share = (double) text.chars().filter(each -> each == c).count() / text.length();
            entropy -= share * Math.log(share) / Math.log(2);
        }
        return entropy;
    }
}
