package dev.gradus.platform.reference;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The pages of the reference are what the code says. */
final class ReferenceTest {
    @Test
    void thePageOfProblemsHasEveryCode() {
        Page.requireSame("problems.md", ProblemsPage.text());
    }

    @Test
    void thePageOfSettingsHasEveryKey() throws IOException {
        Page.requireSame("configuration.md", SettingsPage.text());
    }
}
