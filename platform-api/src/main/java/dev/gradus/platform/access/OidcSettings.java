package dev.gradus.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How tokens of an identity provider are read. */
@ConfigMapping(prefix = "gradus.oidc")
public interface OidcSettings {
    /** The provider's issuer; where none is set only tokens of this server are let in. */
    Optional<String> url();

    /** The claim that names the person. */
    @WithDefault("preferred_username")
    String userClaim();

    /** The claim that lists the person's groups. */
    @WithDefault("groups")
    String groupsClaim();

    /** For whom the provider's tokens must be made. */
    @WithDefault("gradus")
    String audience();

    /** What groups are here, comma-separated: {@code ml-rides=rides:member}, {@code ml-leads=rides:approver}, {@code ops=admin}. */
    Optional<List<String>> groups();
}
