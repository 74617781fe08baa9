package io.renewals.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Signing out: here, and at the company's identity provider where the session came from there. The way to the provider is a page that
 * moves on by itself rather than a redirect: browsers hold a form's redirects against {@code form-action} of the content security
 * policy, which names this site alone.
 */
@Path("/sign-out")
public class SignOutPage {

    /** Says for a minute that the person pressed "Sign out": a link elsewhere to {@link OpenId#LEAVE} signs nobody out. */
    static final String LEAVING_COOKIE = "renewals-leaving";

    private static final int A_MINUTE_SECONDS = 60;

    private final Template page;
    private final SecurityIdentity identity;
    private final OpenId openId;
    private final RoutingContext context;
    private final String sessionCookie;

    @Inject
    public SignOutPage(
            @Location("web/sign-out") Template page,
            SecurityIdentity identity,
            OpenId openId,
            RoutingContext context,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String sessionCookie) {
        this.page = page;
        this.identity = identity;
        this.openId = openId;
        this.context = context;
        this.sessionCookie = sessionCookie;
    }

    /** Whether the browser is on its way to the provider's sign-out without anybody having pressed "Sign out". */
    static boolean isUnasked(RoutingContext context) {
        return OpenId.LEAVE.equals(context.normalizedPath())
                && context.request().getCookie(LEAVING_COOKIE) == null;
    }

    /** Where one arrives, from here or from the provider. Also the way out for whom the provider knows and we don't. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show() {
        if (!identity.isAnonymous()) {
            return page.data("state", "in");
        }
        if (context.request().getCookie(LEAVING_COOKIE) != null) {
            forget(LEAVING_COOKIE);
        }
        return page.data("state", "out");
    }

    /** A POST, so that no link or image elsewhere signs anybody out. */
    @POST
    @Operation(hidden = true)
    public Response leave() {
        forget(sessionCookie);
        List<String> providers = providersCookies();
        if (openId.endsAtProvider() && !providers.isEmpty()) {
            // The provider is told which session by the token in its cookie, which Quarkus removes on the way.
            context.response().addCookie(ours(LEAVING_COOKIE, "yes", A_MINUTE_SECONDS));
            return Response.ok(page.data("state", "leaving").render())
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .header("Refresh", "0; url=" + OpenId.LEAVE)
                    .build();
        }
        providers.forEach(this::forget);
        return Response.seeOther(URI.create(OpenId.LEFT)).build();
    }

    /** Reached by who is on the way to the provider with no session there any more, or was never asked to go. */
    @GET
    @Path("company")
    @Operation(hidden = true)
    public Response nothingToEnd() {
        return Response.seeOther(URI.create(OpenId.LEFT)).build();
    }

    /** The provider's session may be cut into several cookies. */
    private List<String> providersCookies() {
        return context.request().cookies().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(OpenId.SESSION_COOKIE))
                .toList();
    }

    private void forget(String cookie) {
        context.response().addCookie(ours(cookie, "", 0));
    }

    private Cookie ours(String name, String value, int seconds) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(context.request().isSSL())
                .setMaxAge(seconds);
    }
}
