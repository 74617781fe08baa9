package io.renewals.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
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
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** Stands for a service that uses the library. */
@Path("/")
@Blocking
public class SampleResource {

    public enum State {
        QUEUED,
        HELD,
        OFFERED,
        MISSED,
        NO_OFFER
    }

    public record Row(
            String id,
            String account,
            LocalDate renewsOn,
            BigDecimal price,
            String currency,
            BigDecimal discount,
            State state,
            Instant queuedAt) {}

    public record Note(String text, int weight) {}

    @Inject
    SignedIn signedIn;

    @Inject
    Notices notices;

    @Inject
    PageTime time;

    @Inject
    @Location("sample")
    Template sample;

    @GET
    @Path("queue")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance queue() {
        var links = PageLinks.of("/queue", Map.of("q", "bay side"), Optional.of("a"), Optional.of("k 2"));
        return sample.data("rows", rows()).data("links", links).data("errors", List.of());
    }

    @GET
    @Path("queue/empty")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance empty() {
        return sample.data("rows", List.of())
                .data("links", PageLinks.NONE)
                .data("errors", List.of(new Problem.FieldError("name", "taken", "choose another")));
    }

    private List<Row> rows() {
        LocalDate today = time.today();
        Instant now = time.now();
        return List.of(
                row("1", "Bayside Studio", today.plusDays(12), "118.80", "12.5", State.QUEUED, now.minusSeconds(340)),
                row("2", "<script>alert(1)</script> & Sons", today, "2400", "0", State.HELD, now.minusSeconds(90_000)),
                row(
                        "3",
                        "Northwind Instruments and Precision Optics Ltd",
                        today.plusDays(31),
                        "12480.50",
                        "8",
                        State.OFFERED,
                        now),
                row("4", "Harbor Clinic", today.minusDays(3), "960", "5.25", State.MISSED, now.minusSeconds(400_000)),
                row("5", "Fennel & Rye", today.plusDays(60), "75", "0", State.NO_OFFER, now.minusSeconds(7_300)));
    }

    private static Row row(
            String id, String account, LocalDate on, String price, String discount, State state, Instant at) {
        return new Row(id, account, on, new BigDecimal(price), "EUR", new BigDecimal(discount), state, at);
    }

    @POST
    @Path("queue/rename")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rename(@RestForm String name) {
        notices.done("Renamed to " + name + ".");
        return Response.seeOther(URI.create("/queue")).build();
    }

    @GET
    @Path("queue/busy")
    public String busy() {
        throw Problem.conflict("Already decided by Tom Okafor.").raised();
    }

    @GET
    @Path("queue/refused")
    public String refusedPage() {
        return refused();
    }

    @GET
    @Path("queue/broken")
    public String brokenPage() {
        throw new IllegalStateException("secret inner detail");
    }

    @GET
    @Path("queue/admins")
    @RolesAllowed(SignedIn.ADMIN)
    public String admins() {
        return "welcome";
    }

    @GET
    @Path("api/queue")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> who() {
        return Map.of(
                "tenant", signedIn.tenant(),
                "email", signedIn.email(),
                "admin", signedIn.isAdmin(),
                "decides", signedIn.mayDecide());
    }

    @POST
    @Path("api/queue/notes")
    public Map<String, String> note(Note note) {
        return Map.of("text", note.text());
    }

    @POST
    @Path("api/queue/scan")
    public Map<String, String> scan() {
        return Map.of("scan", "started");
    }

    @GET
    @Path("api/queue/refused")
    public String refused() {
        throw Problem.refused(
                        "The discount is over the cap.",
                        new Problem.FieldError("discount", "over the cap of 10% for tier growth", "lower it"))
                .raised();
    }

    @GET
    @Path("api/queue/broken")
    public String broken() {
        throw new IllegalStateException("secret inner detail");
    }

    @POST
    @Path("slack/interactivity")
    public String slack() {
        return "ok";
    }
}
