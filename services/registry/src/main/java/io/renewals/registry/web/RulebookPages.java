package io.renewals.registry.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.registry.adapter.LineDiff;
import io.renewals.registry.adapter.Publishing;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.web.Notices;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The rulebook for people: the one in force, its versions, and a form that shows errors at their lines. */
@Path("/rulebook")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class RulebookPages {
    private final RulebookDesk desk;
    private final Notices notices;
    private final SignedIn signedIn;

    @Inject
    @Location("registry/rulebook")
    Template page;

    @Inject
    @Location("registry/rulebook-version")
    Template versionPage;

    @Inject
    public RulebookPages(RulebookDesk desk, Notices notices, SignedIn signedIn) {
        this.desk = desk;
        this.notices = notices;
        this.signedIn = signedIn;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        List<RulebookShelf.Version> versions = desk.versions();
        String yaml = versions.isEmpty()
                ? ""
                : desk.document(versions.getFirst().version()).orElseThrow().yaml();
        return page(versions, yaml, "", List.of(), false);
    }

    private TemplateInstance page(
            List<RulebookShelf.Version> versions,
            String yaml,
            String comment,
            List<io.renewals.rulebook.yaml.Problem> problems,
            boolean isChecked) {
        return page.data("versions", versions)
                .data("yaml", yaml)
                .data("comment", comment)
                .data("problems", problems)
                .data("checked", isChecked)
                .data("mayAdminister", signedIn.mayAdminister());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(hidden = true)
    public Response upload(@RestForm String yaml, @RestForm String comment, @RestForm String check) {
        // A browser sends CRLF; line numbers and the digest are those of the file people keep.
        String document = yaml == null ? "" : yaml.replace("\r\n", "\n");
        List<io.renewals.rulebook.yaml.Problem> problems = desk.check(document);
        if (!problems.isEmpty() || check != null) {
            return Response.status(problems.isEmpty() ? 200 : 422)
                    .entity(page(desk.versions(), document, comment == null ? "" : comment, problems, true)
                            .render())
                    .build();
        }
        Publishing.Published published = desk.publish(document, comment);
        if (published.fresh()) {
            notices.done("Version " + published.version().version() + " is in force.");
        } else {
            notices.warn("This very document is in force already; no version was made.");
        }
        return Response.seeOther(URI.create("/rulebook")).build();
    }

    @GET
    @Path("{version}")
    @Operation(hidden = true)
    public TemplateInstance version(@RestPath int version) {
        RulebookShelf.Document document = require(version);
        Optional<RulebookShelf.Document> before = desk.document(version - 1);
        return versionPage
                .data("version", document.version())
                .data("inForce", desk.versions().getFirst().version() == version)
                .data(
                        "lines",
                        LineDiff.between(
                                before.map(RulebookShelf.Document::yaml).orElse(document.yaml()), document.yaml()))
                .data("mayAdminister", signedIn.mayAdminister());
    }

    @POST
    @Path("{version}/rollback")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(hidden = true)
    public Response rollBack(@RestPath int version) {
        RulebookShelf.Version made =
                desk.rollBack(version, "Back to version " + version).orElseThrow(() -> missing(version));
        notices.done("Version " + made.version() + " is in force: the document of version " + version + " again.");
        return Response.seeOther(URI.create("/rulebook")).build();
    }

    private RulebookShelf.Document require(int version) {
        return desk.document(version).orElseThrow(() -> missing(version));
    }

    private static RuntimeException missing(int version) {
        return Problem.notFound("There is no rulebook version " + version + ".").raised();
    }
}
