package io.renewals.web;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Sign-in through a company's identity provider: the code flow with PKCE and nonce for browsers, bearer tokens for programs. On where
 * {@code OIDC_ISSUER} is set. Every service behind the front door reads the same session: its keys derive from {@code SESSION_KEY}.
 */
@ApplicationScoped
public class OpenId {

    /** Where the provider sends the browser back to; register {@code <PUBLIC_URL>/sign-in/callback} there. */
    static final String CALLBACK = "/sign-in/callback";

    /** Wants a sign-in and nothing else: the way to the provider from the sign-in page. */
    static final String START = "/sign-in/company";

    /** From here Quarkus hands the browser to the provider, to end its session too; see {@link SignOutPage}. */
    static final String LEAVE = "/sign-out/company";

    /** Where the provider sends the browser back to after that; register {@code <PUBLIC_URL>/sign-out} there. */
    static final String LEFT = "/sign-out";

    static final String SESSION_COOKIE = "q_session";

    private static final Duration SESSION = Duration.ofHours(8);

    private final OpenIdConfig config;
    private final SessionKey key;

    @Inject
    public OpenId(OpenIdConfig config, SessionKey key) {
        this.config = config;
        this.key = key;
    }

    boolean isOn() {
        return config.issuer().isPresent();
    }

    boolean endsAtProvider() {
        return isOn() && config.signOutAtProvider();
    }

    void register(@Observes Oidc oidc) {
        config.issuer().ifPresent(issuer -> oidc.create(provider(issuer)));
    }

    private OidcTenantConfig provider(String issuer) {
        var provider = OidcTenantConfig.authServerUrl(issuer)
                .tenantEnabled(true)
                .clientId(config.clientId())
                .applicationType(ApplicationType.HYBRID)
                .authentication()
                .scopes("profile", "email")
                .redirectPath(CALLBACK)
                .restorePathAfterRedirect()
                .pkceRequired()
                .nonceRequired()
                .stateSecret(secret("openid-state"))
                .cookiePath("/")
                .cookieSameSite(CookieSameSite.LAX)
                .sessionAgeExtension(SESSION)
                .end()
                .token()
                .refreshExpired()
                .end()
                .tokenStateManager()
                .strategy(Strategy.ID_REFRESH_TOKENS)
                .encryptionSecret(secret("openid-session"))
                .end();
        config.clientSecret().ifPresent(provider::credentials);
        if (config.signOutAtProvider()) {
            provider.logout().path(LEAVE).postLogoutPath(LEFT).end();
        }
        return provider.build();
    }

    private String secret(String purpose) {
        return key.sign(purpose, purpose).substring(0, 32);
    }
}
