package io.renewals.actionservice.proposals;

import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Terms.Change;
import io.renewals.web.Wording;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A proposal as pages and programs see it.
 *
 * @param lane the way it came in: CALENDAR, MAIL, …
 * @param origin where it was read
 * @param confidence 0 to 1
 * @param status open, accepted, refused, superseded or stale: with changes its document took it back, without the account has become so
 * @param changes what would change now; of a closed one, what would have changed then
 * @param sha256 of the changes, for accepting exactly them; null: it is closed
 * @param owner who decides, beside a delegate and admins; null: no rulebook is in force
 * @param mayDecide whether the signed-in person may
 * @param decidedBy null: nobody decided
 * @param closedAt null: it is open
 * @param reason of a refusal; null: none
 * @param edited whether it was accepted with changes
 * @param replacedBy id of the newer one; null: none
 */
public record ProposalView(
        String id,
        String account,
        String accountName,
        String lane,
        String origin,
        BigDecimal confidence,
        Instant proposedAt,
        String status,
        List<ChangeView> changes,
        String sha256,
        Person owner,
        boolean mayDecide,
        Person decidedBy,
        Instant closedAt,
        String reason,
        boolean edited,
        String replacedBy) {

    /** @param before in normal form; null: nothing was known; likewise after */
    public record ChangeView(
            String field, String label, String before, String after, String beforeText, String afterText) {}

    public record Person(String name, String email) {
        static Person of(Decision by) {
            return new Person(by.actorName(), by.actor());
        }

        static Person of(CardOwner owner) {
            return new Person(owner.name(), owner.email());
        }
    }

    /** What became of it, laid flat. */
    private record End(
            String status,
            Decision by,
            Instant at,
            String reason,
            boolean edited,
            String newer,
            List<Change> changes) {}

    static ProposalView of(ProposalDesk.Shown shown) {
        Proposal proposal = shown.proposal();
        End end = end(shown);
        String name = shown.known().name().isEmpty()
                ? proposal.terms().name()
                : shown.known().name();
        return new ProposalView(
                proposal.id(),
                proposal.account(),
                name,
                proposal.lane(),
                proposal.origin(),
                proposal.confidence(),
                proposal.proposedAt(),
                end.status(),
                changes(shown, end),
                proposal.isOpen() ? shown.seal() : null,
                shown.owner().map(Person::of).orElse(null),
                shown.mayDecide(),
                end.by() == null ? null : Person.of(end.by()),
                end.at(),
                end.reason(),
                end.edited(),
                end.newer());
    }

    private static End end(ProposalDesk.Shown shown) {
        Proposal proposal = shown.proposal();
        return switch (proposal.state()) {
            case Proposal.Open open -> new End("open", null, null, null, false, null, proposal.changes(shown.known()));
            case Proposal.Accepted done ->
                new End("accepted", done.by(), done.by().at(), null, done.edited(), null, done.changes());
            case Proposal.Refused done ->
                new End("refused", done.by(), done.by().at(), done.reason(), false, null, done.changes());
            case Proposal.Superseded newer ->
                new End("superseded", null, newer.at(), null, false, newer.by(), newer.changes());
            case Proposal.Stale stale -> new End("stale", null, stale.at(), null, false, null, stale.changes());
        };
    }

    /** Prices are in the currency of their own time, whatever the account's is now. */
    private static List<ChangeView> changes(ProposalDesk.Shown shown, End end) {
        Proposal proposal = shown.proposal();
        String currency = (proposal.isOpen() ? shown.wanted() : proposal.terms())
                .get(Field.CURRENCY)
                .or(() -> proposal.terms().get(Field.CURRENCY))
                .orElse("USD");
        Optional<Change> moved = end.changes().stream()
                .filter(change -> change.field() == Field.CURRENCY)
                .findFirst();
        String before = moved.flatMap(Change::before).orElse(currency);
        String after = moved.flatMap(Change::after).orElse(currency);
        return end.changes().stream()
                .map(change -> change(change, before, after))
                .toList();
    }

    private static ChangeView change(Change change, String currencyBefore, String currencyAfter) {
        return new ChangeView(
                change.field().key(),
                change.field().label(),
                change.before().orElse(null),
                change.after().orElse(null),
                shown(change.field(), change.before(), currencyBefore),
                shown(change.field(), change.after(), currencyAfter));
    }

    private static String shown(Field field, Optional<String> value, String currency) {
        if (value.isEmpty()) {
            return "nothing";
        }
        return switch (field) {
            case RENEWAL_DATE, CONTRACT_START -> Wording.day(LocalDate.parse(value.get()));
            case UNIT_PRICE -> Wording.money(new BigDecimal(value.get()), currency);
            case AUTO_RENEW -> "true".equals(value.get()) ? "yes" : "no";
            case BILLING_PERIOD -> Wording.label(value.get());
            case ACCOUNT_NAME, PLAN, TIER, QUANTITY, CURRENCY, TERM_MONTHS -> value.get();
            case NOTICE_PERIOD_DAYS, CONTACT_NAME, CONTACT_EMAIL, OWNER_EMAIL -> value.get();
        };
    }

    public boolean isOpen() {
        return status.equals("open");
    }

    /** For people: 90%. */
    public BigDecimal confidencePercent() {
        return confidence.movePointRight(2).stripTrailingZeros();
    }
}
