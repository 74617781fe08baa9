package io.renewals.intake.adapter;

import io.renewals.events.Lane;
import io.renewals.messaging.Received;

/**
 * Where a fact came from, and what tells its events apart.
 *
 * @param origin ce_source and ce_id of the event, or sheet version and line
 * @param causationId ce_id of the event, or id of the sheet's version
 * @param step unique among the events of this cause on one topic
 */
public record Occasion(String tenant, Lane lane, String origin, String correlationId, String causationId, String step) {
    /** Ids of outside systems are unique per source alone, so that tenant and source are part of the step. */
    public static Occasion of(String handler, Received<?> event) {
        String source = event.envelope().source();
        return new Occasion(
                event.tenant(),
                Lane.EVENT,
                source + " " + event.id(),
                event.id(),
                event.id(),
                String.join("|", handler, event.tenant(), source));
    }
}
