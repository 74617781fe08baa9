package io.renewals.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Your company's identity provider. Without an issuer nothing of it is switched on and nothing is contacted. */
@ConfigMapping(prefix = "renewals.oidc")
public interface OpenIdConfig {

    /** Its address, from which the rest is discovered; empty: no OpenID Connect. */
    Optional<String> issuer();

    @WithDefault("renewals")
    String clientId();

    /** Empty: a public client, which proof keys (PKCE) protect alone. */
    Optional<String> clientSecret();

    /** Whether signing out ends the session at the provider too. With one that has no end-session endpoint no service starts. */
    @WithDefault("false")
    boolean signOutAtProvider();

    /** The claim that names the tenant; steps into an object are separated by a slash. */
    @WithDefault("tenant")
    String tenantClaim();

    /** The claim that lists the roles, {@code realm_access/roles} with Keycloak. */
    @WithDefault("roles")
    String rolesClaim();

    /** What the provider calls an owner. */
    @WithDefault("owner")
    String ownerRole();

    @WithDefault("admin")
    String adminRole();

    @WithDefault("auditor")
    String auditorRole();
}
