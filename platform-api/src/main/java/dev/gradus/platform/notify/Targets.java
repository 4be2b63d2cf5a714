package dev.gradus.platform.notify;

import dev.gradus.platform.outbound.OutboundClient;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where messages may go, and of what they may be. */
@ApplicationScoped
class Targets {
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern EVENT = Pattern.compile("[a-z][a-z-]*\\.[a-z][a-z-]*");
    private static final int LONGEST_URL = 2000;
    private static final int MOST_EVENTS = 100;

    private final OutboundClient outbound;
    private final NotifySettings settings;

    Targets(OutboundClient outbound, NotifySettings settings) {
        this.outbound = outbound;
        this.settings = settings;
    }

    /** The address, if messages may go there. */
    URI require(@Nullable String text) {
        URI url = read(text);
        if ("mailto".equals(url.getScheme())) {
            requireMailbox(url);
        } else {
            outbound.require(url);
        }
        return url;
    }

    static List<String> requireEvents(@Nullable List<String> events) {
        if (events == null || events.isEmpty() || events.size() > MOST_EVENTS) {
            throw invalid("a webhook needs 1 to " + MOST_EVENTS + " \"events\"");
        }
        for (String event : events) {
            if (event == null || !EVENT.matcher(event).matches()) {
                throw invalid("\"" + event + "\" is no event");
            }
        }
        return events.stream().distinct().toList();
    }

    /** What of an address may stand in the audit: a path often is a secret. */
    static String shown(URI url) {
        return url.getHost() == null ? url.toString() : url.getHost();
    }

    private static URI read(@Nullable String text) {
        try {
            if (text == null || text.length() > LONGEST_URL) {
                throw invalid("a webhook needs a \"url\" of at most " + LONGEST_URL + " characters");
            }
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            return "mailto".equals(scheme) ? new URI(scheme, url.getSchemeSpecificPart(), null) : url;
        } catch (URISyntaxException notOne) {
            throw invalid("\"" + text + "\" is no address");
        }
    }

    private void requireMailbox(URI url) {
        if (settings.mailHost().isEmpty()) {
            throw new Problem(
                    ProblemCode.INVALID,
                    "no mail can be sent to \"" + url + "\": this server knows no mail server",
                    "an administrator can name one in GRADUS_MAIL_HOST");
        }
        if (!MAILBOX.matcher(url.getSchemeSpecificPart()).matches()) {
            throw invalid("\"" + url + "\" is not one mailbox");
        }
    }

    private static Problem invalid(String detail) {
        return new Problem(
                ProblemCode.INVALID,
                detail,
                "give a \"url\" as \"https://host/path\" or \"mailto:name@host\", and \"events\" as \"model-version.create\"");
    }
}
