package io.renewals.intake;

import io.renewals.intake.adapter.ProposalsMade.Fresh;
import io.renewals.intake.domain.CalendarReading;
import io.renewals.intake.domain.CalendarReading.Moved;
import io.renewals.intake.domain.Reason;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Calendars, for programs. */
@Path("/api/import/calendar")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CalendarApi {
    private final Calendars calendars;
    private final UploadedFiles files;
    private final SignedIn signedIn;

    @Inject
    public CalendarApi(Calendars calendars, UploadedFiles files, SignedIn signedIn) {
        this.calendars = calendars;
        this.files = files;
        this.signedIn = signedIn;
    }

    /**
     * A renewal on another day than the one known.
     *
     * @param proposalId of what is proposed now; null: it was proposed before
     * @param earlierProposalId of what was proposed before; null: it is proposed now
     */
    public record MovedLine(
            int line,
            String account,
            String name,
            LocalDate known,
            LocalDate proposed,
            Optional<String> proposalId,
            Optional<String> earlierProposalId) {}

    /** @param where the event as a person finds it: heading and uid */
    public record RefusedLine(int line, String account, String where, List<Reason> reasons) {}

    /**
     * What a calendar says, or would say.
     *
     * @param events in the file
     * @param proposed proposals that are made now; a dry run makes none
     * @param withdrawn earlier proposals that are taken back now: their events are on the known day again, cancelled or over
     * @param moved renewals on another day than the one known
     * @param unchanged accounts whose day is the one known
     * @param past renewals that were, and cancelled ones
     * @param ignored events that are no renewals
     */
    public record Answer(
            boolean dryRun,
            int events,
            int proposed,
            int withdrawn,
            List<MovedLine> moved,
            List<String> unchanged,
            int past,
            int ignored,
            List<RefusedLine> refused) {}

    @POST
    @Consumes({"text/calendar", "application/ics"})
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(
            summary = "Propose what a calendar (iCalendar) says of renewals, or see what that would be",
            description = "Nothing changes before a person has accepted a proposal.")
    public Answer calendar(byte[] content, @RestQuery Optional<Boolean> dryRun, @RestQuery Optional<String> name) {
        byte[] checked = files.checked(content);
        boolean dry = dryRun.orElse(false);
        Calendars.Result result = dry
                ? calendars.dryRun(signedIn.tenant(), checked)
                : calendars.apply(
                        signedIn.tenant(),
                        checked,
                        UploadedFiles.shortened(name.orElse("upload by API")),
                        signedIn.email());
        return answer(result, dry);
    }

    static Answer answer(Calendars.Result result, boolean dryRun) {
        CalendarReading reading = result.reading();
        Map<Moved, String> ids = result.made().fresh().stream().collect(Collectors.toMap(Fresh::moved, Fresh::id));
        return new Answer(
                dryRun,
                reading.events(),
                result.made().fresh().size(),
                result.made().takenBack().size(),
                reading.moved().stream()
                        .map(moved -> new MovedLine(
                                moved.event().line(),
                                moved.known().account(),
                                moved.known().name(),
                                moved.known().terms().renewalDate(),
                                moved.day(),
                                Optional.ofNullable(ids.get(moved)),
                                Optional.ofNullable(result.made().before().get(moved))))
                        .toList(),
                reading.same(),
                reading.past(),
                reading.other(),
                reading.refused().stream()
                        .map(each -> new RefusedLine(each.line(), each.account(), each.where(), each.reasons()))
                        .toList());
    }
}
