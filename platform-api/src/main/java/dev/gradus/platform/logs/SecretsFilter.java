package dev.gradus.platform.logs;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The last line of defence: what looks like a secret leaves no line of the log, whoever wrote it. */
@LoggingFilter(name = "secrets")
public final class SecretsFilter implements Filter {
    private static final ExtFormatter MESSAGE = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord entry) {
        String message = MESSAGE.format(ExtLogRecord.wrap(entry));
        String clean = Secrets.without(message);
        if (!clean.equals(message)) {
            say(entry, clean);
        }
        if (entry.getThrown() != null) {
            entry.setThrown(CleanThrowable.of(entry.getThrown()));
        }
        return true;
    }

    private static void say(LogRecord entry, String clean) {
        if (entry instanceof ExtLogRecord extended) {
            extended.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            // Quotes and braces mean something to the format of java.util.logging.
            entry.setMessage(clean);
        }
        entry.setParameters(null);
    }
}
