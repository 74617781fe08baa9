package io.renewals.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Signing in. The form's POST to {@code /sign-in} is answered by Quarkus' form authentication. */
@Path("/")
public class SignInPage {

    private final Template page;
    private final LocalUsers users;
    private final OpenId openId;

    @Inject
    public SignInPage(@Location("web/sign-in") Template page, LocalUsers users, OpenId openId) {
        this.page = page;
        this.users = users;
        this.openId = openId;
    }

    @GET
    @Path("sign-in")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance show(@RestQuery @DefaultValue("") String failed) {
        return page.data("failed", !failed.isEmpty())
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
}
