package io.renewals.registry.digest;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.web.PageLinks;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What was told, and the rows behind each figure as they were counted then. */
@Path("/digest")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DigestPages {
    private final DigestDesk desk;

    @Inject
    @Location("registry/digests")
    Template digestsPage;

    @Inject
    @Location("registry/digest")
    Template digestPage;

    @Inject
    @Location("registry/digest-rows")
    Template rowsPage;

    @Inject
    public DigestPages(DigestDesk desk) {
        this.desk = desk;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance digests() {
        return digestsPage.data("heads", desk.newest());
    }

    @GET
    @Path("{period}")
    @Operation(hidden = true)
    public TemplateInstance digest(@RestPath String period, @RestQuery String owner) {
        DigestDesk.Sheet sheet = desk.sheet(period, owner);
        return digestPage
                .data("head", sheet.head())
                .data("figures", sheet.figures())
                .data("heads", desk.recipients(sheet.head().period()));
    }

    @GET
    @Path("{period}/{section}")
    @Operation(hidden = true)
    public TemplateInstance rows(
            @RestPath String period, @RestPath String section, @RestQuery String owner, @RestQuery Integer after) {
        DigestDesk.Rows rows = desk.rows(period, section, owner, after);
        return rowsPage.data("head", rows.head())
                .data("figure", rows.figure())
                .data("lines", rows.lines())
                .data("cited", rows.lines().stream().anyMatch(line -> !line.citations()
                        .isEmpty()))
                .data(
                        "links",
                        PageLinks.of(
                                "/digest/" + rows.head().period().token() + "/" + section,
                                Map.of("owner", owner == null ? "" : owner),
                                Optional.ofNullable(after).map(String::valueOf),
                                Optional.ofNullable(rows.next()).map(String::valueOf)));
    }
}
