package io.renewals.web;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Session cookie, HTTP Basic, or the company's identity provider where one is configured ({@link OpenId}), and the answer that suits the caller who has neither: a page sends to
 * {@code /sign-in}, the API answers 401 with a problem document and never redirects.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class SignInMechanism implements HttpAuthenticationMechanism {

    private final FormAuthenticationMechanism form;
    private final BasicAuthenticationMechanism basic;
    private final OidcAuthenticationMechanism provider;
    private final OpenId openId;
    private final SignInConfig config;
    private final String wantedPageCookie;

    @Inject
    public SignInMechanism(
            FormAuthenticationMechanism form,
            BasicAuthenticationMechanism basic,
            OidcAuthenticationMechanism provider,
            OpenId openId,
            SignInConfig config,
            @ConfigProperty(name = "quarkus.http.auth.form.location-cookie") String wantedPageCookie) {
        this.wantedPageCookie = wantedPageCookie;
        this.form = form;
        this.basic = basic;
        this.provider = provider;
        this.openId = openId;
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String authorization = context.request().getHeader("Authorization");
        if (authorization != null) {
            boolean token = openId.isOn() && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
            return token ? provider.authenticate(context, identities) : basic.authenticate(context, identities);
        }
        if (isSigningIn(context)) {
            forgetPageOfAnotherHost(context);
            return form.authenticate(context, identities);
        }
        // A cookie of somebody who is no user any more counts as none; refusing it would refuse the sign-in page too.
        Uni<SecurityIdentity> local = form.authenticate(context, identities)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull();
        return openId.isOn() && !SignOutPage.isUnasked(context)
                ? local.onItem().ifNull().switchTo(() -> provider.authenticate(context, identities))
                : local;
    }

    private static boolean isSigningIn(RoutingContext context) {
        return context.request().method() == HttpMethod.POST && "/sign-in".equals(context.normalizedPath());
    }

    /**
     * Cookies ignore ports: the page wanted may have been asked of a service directly, and form authentication
     * fails a sign-in that would lead to another host. Such a page is forgotten and the landing page opened.
     */
    private void forgetPageOfAnotherHost(RoutingContext context) {
        Cookie wanted = context.request().getCookie(wantedPageCookie);
        if (wanted == null) {
            return;
        }
        String here = context.request().scheme() + "://" + context.request().authority() + "/";
        if (!wanted.getValue().startsWith(here)) {
            context.response().removeCookie(wantedPageCookie, false);
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        if (Surface.of(context) == Surface.API) {
            return Uni.createFrom().item(unauthorized(context));
        }
        if (context.request().getHeader("HX-Request") != null) {
            // A fragment can't show the sign-in page: htmx is told to load it as a whole.
            return Uni.createFrom().item(new ChallengeData(401, "HX-Redirect", "/sign-in"));
        }
        boolean signingIn =
                context.request().method() == HttpMethod.POST && "/sign-in".equals(context.normalizedPath());
        if (signingIn || context.request().method() == HttpMethod.GET) {
            return leadsToProvider(context) ? provider.getChallenge(context) : form.getChallenge(context);
        }
        // After signing in, a page that only takes a POST must not be the one that is opened.
        return Uni.createFrom().item(new ChallengeData(303, "Location", "/sign-in"));
    }

    /** With local users beside it the person chooses on the sign-in page. */
    private boolean leadsToProvider(RoutingContext context) {
        return openId.isOn()
                && (!config.localUsers() || context.normalizedPath().startsWith("/sign-in/"))
                && context.request().method() == HttpMethod.GET;
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (Surface.of(context) == Surface.PAGE) {
            return HttpAuthenticationMechanism.super.sendChallenge(context);
        }
        ChallengeData challenge = unauthorized(context);
        context.response().setStatusCode(challenge.status);
        if (challenge.headerName != null) {
            context.response().putHeader(challenge.headerName, challenge.headerContent);
        }
        Problem problem = Problem.unauthorized();
        context.response().putHeader("Content-Type", Problem.MEDIA_TYPE);
        context.response()
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .put("errors", new JsonArray())
                        .encode());
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(
                UsernamePasswordAuthenticationRequest.class,
                TrustedAuthenticationRequest.class,
                TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return form.getCredentialTransport(context);
    }

    /** A browser gets no Basic challenge: it would open its own password box over our page. */
    private static ChallengeData unauthorized(RoutingContext context) {
        boolean browser = context.request().getHeader("Sec-Fetch-Mode") != null;
        return browser
                ? new ChallengeData(401, null, null)
                : new ChallengeData(401, "WWW-Authenticate", "Basic realm=\"Renewals\", charset=\"UTF-8\"");
    }
}
