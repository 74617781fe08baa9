package io.renewals.actionservice.proposals.domain;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.proposals.domain.Terms.Change;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Facts about an account that were read from a document.
 *
 * @param eventId ce_id of the event it came with
 * @param lane CALENDAR, MAIL, …
 * @param origin where it was read, for a person
 * @param terms the contract as it was proposed; of it, {@code fields} are what the document speaks of
 * @param confidence 0 to 1
 */
public record Proposal(
        String id,
        String account,
        String eventId,
        String correlationId,
        String lane,
        String origin,
        Terms terms,
        Set<Field> fields,
        BigDecimal confidence,
        Instant proposedAt,
        State state) {
    public Proposal {
        fields = Set.copyOf(fields);
    }

    /** What became of it. All but the first are final. */
    public sealed interface State permits Open, Accepted, Refused, Superseded, Stale {}

    public record Open() implements State {}

    /** @param changes what was taken over, with what the person changed in it @param edited whether they changed anything */
    public record Accepted(Decision by, List<Change> changes, boolean edited) implements State {}

    /** @param changes what would have changed */
    public record Refused(Decision by, String reason, List<Change> changes) implements State {}

    /** @param by id of the newer one */
    public record Superseded(String by, Instant at, List<Change> changes) implements State {}

    /** @param changes what would have changed: its document has taken it back; empty: the account has become so, whatever the way */
    public record Stale(Instant at, List<Change> changes) implements State {
        public boolean isTakenBack() {
            return !changes.isEmpty();
        }
    }

    public boolean isOpen() {
        return state instanceof Open;
    }

    /** The account as it would be: as it is now, but for what the document speaks of. */
    public Terms onto(Terms known) {
        return known.with(fields, terms);
    }

    public List<Change> changes(Terms known) {
        return known.changesTo(onto(known));
    }

    public Proposal in(State next) {
        return new Proposal(
                id, account, eventId, correlationId, lane, origin, terms, fields, confidence, proposedAt, next);
    }
}
