package io.renewals.registry.web;

import io.renewals.registry.adapter.AttentionRows.Letter;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Dead letters: what could not be handled, and its replay. */
@Path("/api/dead")
@Tag(name = "Dead letters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeadApi {
    private final AttentionDesk desk;

    @Inject
    public DeadApi(AttentionDesk desk) {
        this.desk = desk;
    }

    /**
     * @param account null: the key names none
     * @param settledAs replayed or dismissed; null: open
     */
    public record LetterView(
            String id,
            String account,
            String service,
            String topic,
            int partition,
            long offset,
            String handler,
            String reason,
            String key,
            Map<String, String> headers,
            int bytes,
            Instant at,
            String settledAs,
            String settledBy,
            Instant settledAt) {
        static LetterView of(Letter letter) {
            return new LetterView(
                    letter.letterId(),
                    letter.account(),
                    letter.service(),
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    letter.handler(),
                    letter.reason(),
                    letter.key(),
                    letter.headers(),
                    letter.bytes(),
                    letter.deadAt(),
                    letter.settledAs(),
                    letter.settledBy(),
                    letter.settledAt());
        }
    }

    /**
     * @param next for {@code after}; null: this is the end
     * @param unassigned letters whose key names no known tenant, the newest; for admins of the operator's tenant only
     */
    public record LettersView(List<LetterView> letters, String next, List<LetterView> unassigned) {}

    @GET
    @Operation(summary = "Open dead letters, the newest first")
    public LettersView open(@RestQuery String after) {
        List<Letter> letters = desk.open(after);
        boolean more = letters.size() > AttentionDesk.PAGE;
        List<LetterView> shown =
                letters.stream().limit(AttentionDesk.PAGE).map(LetterView::of).toList();
        return new LettersView(
                shown,
                more ? shown.getLast().id() : null,
                desk.unassigned().stream().map(LetterView::of).toList());
    }

    @GET
    @Path("{id}")
    public LetterView one(@RestPath String id) {
        return LetterView.of(desk.find(id));
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "Publish the original again: its topic, key, headers and bytes")
    public LetterView replay(@RestPath String id) {
        desk.replay(id);
        return LetterView.of(desk.find(id));
    }

    @POST
    @Path("{id}/dismiss")
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "Close it without a replay")
    public LetterView dismiss(@RestPath String id) {
        desk.dismiss(id);
        return LetterView.of(desk.find(id));
    }
}
