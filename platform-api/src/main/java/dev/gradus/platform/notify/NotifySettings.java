package dev.gradus.platform.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How others are told. */
@ConfigMapping(prefix = "gradus.notify")
interface NotifySettings {
    /** How long a webhook may fail, with no success between, before it is disabled. */
    @WithDefault("5D")
    Duration giveUp();

    /** The mail server, if there is one. */
    Optional<String> mailHost();
}
