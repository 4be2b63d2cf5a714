package dev.gradus.platform.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What is asked of a token of the identity provider. The provider is met with the first such token, so the server starts without it. */
@ApplicationScoped
public class OidcTenant implements TenantConfigResolver {
    private final Optional<OidcTenantConfig> tenant;

    OidcTenant(OidcSettings settings) {
        tenant = settings.url().map(url -> tenant(url, settings.audience()));
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return tenant.map(config -> Uni.createFrom().item(config))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    /** A token that names no key of the provider's is not good: the provider is not asked about it. */
    private static OidcTenantConfig tenant(String url, String audience) {
        return OidcTenantConfig.authServerUrl(url)
                .tenantId("people")
                .clientId(audience)
                .applicationType(ApplicationType.SERVICE)
                .token()
                .audience(audience)
                .principalClaim("sub")
                .allowJwtIntrospection(false)
                .end()
                .build();
    }
}
