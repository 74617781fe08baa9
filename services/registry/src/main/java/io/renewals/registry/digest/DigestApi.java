package io.renewals.registry.digest;

import io.renewals.registry.digest.domain.Period;
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
import org.jboss.resteasy.reactive.RestQuery;

/** Digests: make one now, read what was counted. */
@Path("/api/digest")
@Tag(name = "Digests")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DigestApi {
    private final DigestDesk desk;

    @Inject
    public DigestApi(DigestDesk desk) {
        this.desk = desk;
    }

    /** @param kind weekly or monthly; null: weekly @param date the day it is prepared on; null: today */
    public record DigestRequest(String kind, LocalDate date) {}

    /** @param fresh false: it was prepared before, and nobody is told again */
    public record PreparedView(String period, boolean fresh, List<String> recipients) {}

    public record FigureView(String section, String title, String note, String total, int count, String link) {}

    /** @param whole true: of the whole book */
    public record DigestView(
            String period,
            LocalDate from,
            LocalDate to,
            String recipient,
            boolean whole,
            Instant preparedAt,
            List<FigureView> figures) {
        static DigestView of(DigestDesk.Sheet sheet) {
            DigestStore.Head head = sheet.head();
            return new DigestView(
                    head.period().token(),
                    head.period().from(),
                    head.period().to(),
                    head.recipient(),
                    head.whole(),
                    head.preparedAt(),
                    sheet.figures().stream()
                            .map(figure -> new FigureView(
                                    figure.section(),
                                    figure.title(),
                                    figure.note(),
                                    figure.total(),
                                    figure.rows(),
                                    head.link(figure.section())))
                            .toList());
        }
    }

    /** @param next for {@code after}; null: this is the end */
    public record RowsView(String period, String section, String total, int count, List<RowView> rows, Integer next) {}

    public record RowView(
            String account,
            String accountName,
            String link,
            String figure,
            String detail,
            List<String> citations,
            String owner) {
        static RowView of(DigestStore.Line line) {
            return new RowView(
                    line.account(),
                    line.accountName(),
                    line.link(),
                    line.figure(),
                    line.detail(),
                    line.citations(),
                    line.ownerName());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(
            summary = "Prepare a digest now",
            description =
                    "What its scheduled run would do, for a day up to today. The same period again prepares nothing.")
    public Response prepare(DigestRequest request) {
        Period period = desk.asked(request == null ? null : request.kind(), request == null ? null : request.date());
        boolean fresh = desk.prepare(period) instanceof Digests.Asked.Prepared;
        List<String> recipients = desk.recipients(period).stream()
                .map(DigestStore.Head::recipient)
                .toList();
        return Response.status(fresh ? Response.Status.CREATED : Response.Status.OK)
                .entity(new PreparedView(period.token(), fresh, recipients))
                .build();
    }

    @GET
    @Path("{period}")
    @Operation(summary = "A digest's figures", description = "owner: one owner's; none: the whole book's")
    public DigestView one(@RestPath String period, @RestQuery String owner) {
        return DigestView.of(desk.sheet(period, owner));
    }

    @GET
    @Path("{period}/{section}")
    @Operation(
            summary = "The rows behind a figure, as they were counted",
            description = "after: next of the page before")
    public RowsView rows(
            @RestPath String period, @RestPath String section, @RestQuery String owner, @RestQuery Integer after) {
        DigestDesk.Rows rows = desk.rows(period, section, owner, after);
        return new RowsView(
                rows.head().period().token(),
                rows.figure().section(),
                rows.figure().total(),
                rows.figure().rows(),
                rows.lines().stream().map(RowView::of).toList(),
                rows.next());
    }
}
