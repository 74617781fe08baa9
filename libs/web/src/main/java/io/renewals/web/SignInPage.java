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

    @Inject
    public SignInPage(
            @Location("web/sign-in") Template page,
            LocalUsers users,
            RoutingContext context,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String sessionCookie) {
        this.page = page;
        this.users = users;
        this.context = context;
        this.sessionCookie = sessionCookie;
    }

    @GET
    @Path("sign-in")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@RestQuery @DefaultValue("") String failed, @RestQuery @DefaultValue("") String out) {
        return page.data("failed", !failed.isEmpty())
                .data("signedOut", !out.isEmpty())
                .data("users", users.hints());
    }

    /** A POST, so that no link or image elsewhere signs anybody out. */
    @POST
    @Path("sign-out")
    @Operation(hidden = true)
    public Response leave() {
        context.response()
                .addCookie(Cookie.cookie(sessionCookie, "")
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(context.request().isSSL())
                        .setMaxAge(0));
        return Response.seeOther(URI.create("/sign-in?out=1")).build();
    }
}
