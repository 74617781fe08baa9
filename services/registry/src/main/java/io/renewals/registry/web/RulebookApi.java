package io.renewals.registry.web;

import io.renewals.registry.adapter.LineDiff;
import io.renewals.registry.adapter.Publishing;
import io.renewals.registry.adapter.RulebookShelf;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The rulebook: check, publish, versions. */
@Path("/api/rulebook")
@Tag(name = "Rulebook")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RulebookApi {
    private final RulebookDesk desk;

    @Inject
    public RulebookApi(RulebookDesk desk) {
        this.desk = desk;
    }

    /** @param rolledBackTo version whose document this is again; null: none */
    public record VersionView(
            int version, String sha256, String publishedBy, Instant publishedAt, String comment, Integer rolledBackTo) {
        static VersionView of(RulebookShelf.Version version) {
            return new VersionView(
                    version.version(),
                    version.sha256(),
                    version.publishedBy(),
                    version.publishedAt(),
                    version.comment(),
                    version.rolledBackTo());
        }
    }

    public record DocumentView(VersionView version, String yaml) {}

    /** @param inForce null: none was published */
    public record VersionsView(Integer inForce, List<VersionView> versions) {}

    public record CheckedView(boolean valid) {}

    /** @param published false: the same document is in force already */
    public record PublishedView(boolean published, VersionView version) {}

    /** @param line from 1 @param path JSON pointer */
    public record Flaw(String field, String problem, String advice, int line, int column) {
        static Flaw of(io.renewals.rulebook.yaml.Problem problem) {
            return new Flaw(
                    problem.path().isEmpty() ? "(document)" : problem.path(),
                    problem.what(),
                    problem.whatToDo(),
                    problem.line(),
                    problem.column());
        }
    }

    /** Problem+json whose errors say line and column. */
    public record Refusal(String type, String title, int status, String detail, List<Flaw> errors) {}

    @GET
    @Operation(summary = "Versions, newest first; the highest is in force")
    public VersionsView versions() {
        List<VersionView> versions =
                desk.versions().stream().map(VersionView::of).toList();
        return new VersionsView(versions.isEmpty() ? null : versions.getFirst().version(), versions);
    }

    @GET
    @Path("{version}")
    @Operation(summary = "One version with its document")
    public DocumentView one(@RestPath int version) {
        RulebookShelf.Document document = require(version);
        return new DocumentView(VersionView.of(document.version()), document.yaml());
    }

    @GET
    @Path("{version}/diff")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "Lines that changed against an older version, the one before by default")
    public String diff(@RestPath int version, @RestQuery Integer against) {
        int older = against == null ? version - 1 : against;
        String before = older == 0 ? "" : require(older).yaml();
        StringBuilder text = new StringBuilder();
        LineDiff.between(before, require(version).yaml()).stream()
                .filter(line -> line.sign() != ' ')
                .forEach(line ->
                        text.append(line.sign()).append(' ').append(line.text()).append('\n'));
        return text.toString();
    }

    @POST
    @Consumes({"application/yaml", "application/x-yaml", "text/yaml"})
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "Publish a rulebook; with check=true only check it")
    public Response publish(String yaml, @RestQuery @DefaultValue("false") boolean check, @RestQuery String comment) {
        List<io.renewals.rulebook.yaml.Problem> problems = desk.check(yaml);
        if (!problems.isEmpty()) {
            return Response.status(422)
                    .type(Problem.MEDIA_TYPE)
                    .entity(refusal(problems))
                    .build();
        }
        if (check) {
            return Response.ok(new CheckedView(true)).build();
        }
        Publishing.Published published = desk.publish(yaml, comment);
        return Response.status(published.fresh() ? 201 : 200)
                .entity(new PublishedView(published.fresh(), VersionView.of(published.version())))
                .build();
    }

    @POST
    @Path("{version}/rollback")
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "Publish the document of an older version again, as a new version")
    public Response rollBack(@RestPath int version, @RestQuery String comment) {
        VersionView view = desk.rollBack(version, comment).map(VersionView::of).orElseThrow(() -> missing(version));
        return Response.status(201).entity(new PublishedView(true, view)).build();
    }

    private static Refusal refusal(List<io.renewals.rulebook.yaml.Problem> problems) {
        return new Refusal(
                "urn:renewals:rulebook-refused",
                "This can't be accepted",
                422,
                "The rulebook has " + problems.size() + (problems.size() == 1 ? " problem." : " problems.")
                        + " Nothing was published.",
                problems.stream().map(Flaw::of).toList());
    }

    private RulebookShelf.Document require(int version) {
        return desk.document(version).orElseThrow(() -> missing(version));
    }

    private static RuntimeException missing(int version) {
        return Problem.notFound("There is no rulebook version " + version + ". GET /api/rulebook lists them.")
                .raised();
    }
}
