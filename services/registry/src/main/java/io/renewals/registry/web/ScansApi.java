package io.renewals.registry.web;

import io.renewals.registry.adapter.ScanRows.Scan;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Scans: ask for one, see how far it is. */
@Path("/api/scans")
@Tag(name = "Scans")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ScansApi {
    private final ScanDesk desk;

    @Inject
    public ScansApi(ScanDesk desk) {
        this.desk = desk;
    }

    /** @param businessDate null: today where the tenant is */
    public record ScanRequest(LocalDate businessDate) {}

    /**
     * @param status RUNNING or DONE
     * @param seen accounts looked at, up to the end of the window
     * @param due checks emitted
     * @param missed accounts found too late for an offer
     * @param lapsed accounts whose renewal date passed without an outcome
     */
    public record ScanView(
            String id,
            LocalDate businessDate,
            int run,
            String requestedBy,
            int rulebookVersion,
            String status,
            int seen,
            int due,
            int missed,
            int lapsed,
            Instant startedAt,
            Instant finishedAt) {
        static ScanView of(Scan scan) {
            return new ScanView(
                    scan.scanId(),
                    scan.businessDate(),
                    scan.runNo(),
                    scan.requestedBy(),
                    scan.rulebookVersion(),
                    scan.status(),
                    scan.seen(),
                    scan.due(),
                    scan.missed(),
                    scan.lapsed(),
                    scan.startedAt(),
                    scan.finishedAt());
        }
    }

    public record ScansView(List<ScanView> scans) {}

    @GET
    @Operation(summary = "The newest scans")
    public ScansView newest() {
        return new ScansView(desk.newest().stream().map(ScanView::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One scan and how far it is")
    public ScanView one(@RestPath String id) {
        return desk.find(id).map(ScanView::of).orElseThrow(() -> Problem.notFound(
                        "There is no scan " + id + ". GET /api/scans lists them.")
                .raised());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(
            summary = "Scan now for a business date",
            description =
                    "An account is checked once for each business date: a second scan of a day checks who came since.")
    public Response scan(ScanRequest request) {
        Scan scan = desk.ask(request == null ? null : request.businessDate());
        return Response.status(202).entity(ScanView.of(scan)).build();
    }
}
