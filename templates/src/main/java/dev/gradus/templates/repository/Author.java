package dev.gradus.templates.repository;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;

/** Who stands in a commit. */
public record Author(String name, String email) {

    /** As git finds it: the environment, then the configuration, else the user of this machine, since a scaffold must not fail. */
    static Author of(Config config, Map<String, String> environment) {
        String user = System.getProperty("user.name", "gradus");
        String name = Optional.ofNullable(environment.get("GIT_AUTHOR_NAME"))
                .or(() -> Optional.ofNullable(config.getString("user", null, "name")))
                .orElse(user);
        String email = Optional.ofNullable(environment.get("GIT_AUTHOR_EMAIL"))
                .or(() -> Optional.ofNullable(config.getString("user", null, "email")))
                .orElse(user + "@localhost");
        return new Author(name, email);
    }
}
