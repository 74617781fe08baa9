package io.renewals.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Signing in and out. The form's POST to {@code /sign-in} is answered by Quarkus' form authentication. */
@Path("/")
public class SignInPage {

    private final Template page;
    private final LocalUsers users;
    private final RoutingContext context;
    private final String sessionCookie;
    private final OpenId openId;

    @Inject
    public SignInPage(
            @Location("web/sign-in") Template page,
            LocalUsers users,
            RoutingContext context,
            OpenId openId,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String sessionCookie) {
        this.page = page;
        this.users = users;
        this.context = context;
        this.openId = openId;
        this.sessionCookie = sessionCookie;
    }

    @GET
    @Path("sign-in")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@RestQuery @DefaultValue("") String failed, @RestQuery @DefaultValue("") String out) {
        return page.data("failed", !failed.isEmpty())
                .data("signedOut", !out.isEmpty())
                .data("users", users.hints())
                .data("company", openId.isOn() ? Optional.of(OpenId.START) : Optional.<String>empty());
    }

    /** Whoever gets here is signed in: getting here is what led through the identity provider. */
    @GET
    @Path("sign-in/company")
    @Operation(hidden = true)
    public Response company() {
        return Response.seeOther(URI.create("/queue")).build();
    }

    /** A POST, so that no link or image elsewhere signs anybody out. */
    @POST
    @Path("sign-out")
    @Operation(hidden = true)
    public Response leave() {
        forget(sessionCookie);
        // The provider's session may be cut into several cookies; there it stays, as single sign-on has it.
        context.request().cookies().stream()
                .map(Cookie::getName)
                .filter(name -> name.startsWith(OpenId.SESSION_COOKIE))
                .toList()
                .forEach(this::forget);
        return Response.seeOther(URI.create("/sign-in?out=1")).build();
    }

    private void forget(String cookie) {
        context.response()
                .addCookie(Cookie.cookie(cookie, "")
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(context.request().isSSL())
                        .setMaxAge(0));
    }
}
