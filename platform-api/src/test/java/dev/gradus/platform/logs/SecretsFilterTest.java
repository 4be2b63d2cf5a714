package dev.gradus.platform.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

final class SecretsFilterTest {
    private static final String SECRET = "gradus_0123456789abcdef";

    @Test
    void aSecretInAParameterIsHidden() {
        ExtLogRecord entry = new ExtLogRecord(Level.INFO, "%s showed %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        entry.setParameters(new Object[] {"ann", SECRET});

        assertThat(written(entry)).isEqualTo("ann showed gradus_***");
    }

    @Test
    void aSecretInTheMessageOfACauseIsHiddenAndTheTraceStays() {
        ExtLogRecord entry = new ExtLogRecord(Level.SEVERE, "it failed", "test");
        entry.setThrown(new IllegalStateException("no", new IllegalArgumentException("not " + SECRET)));

        assertThat(written(entry))
                .contains("IllegalArgumentException: not gradus_***", "aSecretInTheMessageOfACause")
                .doesNotContain(SECRET);
    }

    @Test
    void anExceptionWithoutASecretIsLeftAlone() {
        ExtLogRecord entry = new ExtLogRecord(Level.SEVERE, "100 % {0} of it", "test");
        Exception thrown = new IllegalStateException("no");
        entry.setThrown(thrown);

        assertThat(written(entry)).startsWith("100 % {0} of it");
        assertThat(entry.getThrown()).isSameAs(thrown);
    }

    private static String written(ExtLogRecord entry) {
        assertThat(new SecretsFilter().isLoggable(entry)).isTrue();
        return new PatternFormatter("%s%e").format(entry).stripTrailing();
    }
}
