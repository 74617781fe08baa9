package io.renewals.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who had to be told of cards that nobody decided on, and when, worked out from what was done with the cards alone; and held against
 * what the notifier made of it. Each once for a draft and an owner, and once more each time the card came back by itself; none too late,
 * none that nobody needed.
 */
final class Reminders {
    private static final Duration LOOKED_BACK = Duration.ofDays(30);
    /** A handler may be behind for so long, so what happens this close to the time may count or not. */
    private static final Duration LATE = Duration.ofHours(1);

    private final Look look;
    private final SimulatedClock clock;

    Reminders(Look look, SimulatedClock clock) {
        this.look = look;
        this.clock = clock;
    }

    /**
     * A stretch of time in which a card waits for one owner.
     *
     * @param to the end; {@code MAX}: it still does
     * @param back when the card came back by itself for the last time; {@code EPOCH}: it never did
     */
    private record Wait(String offer, String account, String owner, Instant from, Instant to, Instant back) {
        boolean beginsAnew() {
            return from.equals(back);
        }
    }

    /** @param certain false: something happened so close to it that it may have been left out */
    private record Expected(String offer, String account, String kind, String recipient, Instant at, boolean certain) {
        boolean is(Told told) {
            return told.offer().equals(offer)
                    && told.kind().equals(kind)
                    && told.recipient().equals(recipient)
                    && !told.at().isBefore(at)
                    && told.at().isBefore(at.plus(LATE));
        }
    }

    private record Told(String offer, String kind, String recipient, Instant at) {}

    void hold() {
        Instant since = clock.instant().minus(LOOKED_BACK);
        Instant known = clock.instant().minus(LATE);
        List<Told> told = new ArrayList<>(look.all(
                """
                select offer_id, kind, recipient, ping.created_at from notifier.ping
                  join action_service.card using (tenant, offer_id)
                where kind in ('reminder', 'escalation-delegate', 'escalation-manager') and occasion = 0 and queued_at > ?""",
                row -> new Told(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()),
                since));
        for (Expected expected : expected(since)) {
            Optional<Told> match = told.stream().filter(expected::is).findFirst();
            match.ifPresent(told::remove);
            boolean due = expected.certain() && expected.at().isBefore(known);
            Invariants.check(
                    !due || match.isPresent(),
                    "account " + expected.account() + " waits and nobody was told: " + expected);
        }
        told.removeIf(each -> each.at().isAfter(known));
        Invariants.check(told.isEmpty(), "told twice, too early, too late or for nothing: " + told);
        long unsent = look.count(
                """
                select count(*) from notifier.ping where kind in ('reminder', 'escalation-delegate', 'escalation-manager')
                  and occasion = 0 and created_at < ? and status in ('waiting', 'claimed', 'failed')""",
                known);
        Invariants.check(unsent == 0, unsent + " reminders or escalations were made and never sent");
    }

    private List<Expected> expected(Instant since) {
        List<Expected> all = new ArrayList<>();
        Set<String> fired = new HashSet<>();
        for (Wait wait : waits(since)) {
            if (wait.beginsAnew()) {
                fired.removeIf(key -> key.startsWith(wait.offer() + wait.owner()));
            }
            Instant begins = BusinessTime.from(wait.from());
            expect(wait, "reminder", begins.plus(Cast.REMINDED_AFTER), fired, all);
            expect(wait, "escalation-delegate", begins.plus(Cast.ESCALATED_AFTER), fired, all);
            expect(wait, "escalation-manager", begins.plus(Cast.ESCALATED_AFTER.multipliedBy(2)), fired, all);
        }
        return all;
    }

    private void expect(Wait wait, String kind, Instant due, Set<String> fired, List<Expected> all) {
        Instant at = BusinessTime.from(due);
        if (!wait.to().isAfter(at) || at.isAfter(clock.instant())) {
            return;
        }
        boolean certain = wait.to().isAfter(at.plus(LATE));
        if (kind.equals("reminder")) {
            Optional<Instant> opened = opened(wait);
            if (opened.filter(each -> each.isBefore(at.minus(LATE))).isPresent()) {
                return;
            }
            certain &= opened.filter(each -> !each.isAfter(at)).isEmpty();
        }
        Optional<String> recipient = recipient(kind, wait.owner(), LocalDate.ofInstant(at, Quarter.ZONE));
        boolean first = !certain || fired.add(wait.offer() + wait.owner() + kind);
        if (first && recipient.isPresent()) {
            all.add(new Expected(wait.offer(), wait.account(), kind, recipient.get(), at, certain));
        }
    }

    private Optional<Instant> opened(Wait wait) {
        return look.all(
                        "select min(at) from action_service.card_opened where offer_id = ? and person = ? and at >= ?",
                        row -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant),
                        wait.offer(),
                        Cast.named(wait.owner()).email(),
                        wait.back())
                .getFirst();
    }

    /** Whoever is away is passed over: the delegate without a word, the manager for the admin. */
    private static Optional<String> recipient(String kind, String ownerId, LocalDate day) {
        Cast.Person owner = Cast.named(ownerId);
        return switch (kind) {
            case "reminder" -> Optional.of(ownerId);
            case "escalation-delegate" -> Optional.ofNullable(owner.delegate()).filter(id -> isThere(id, day));
            default ->
                Optional.ofNullable(owner.manager())
                        .filter(id -> isThere(id, day))
                        .or(() -> Optional.of("ada"))
                        .filter(id -> !id.equals(ownerId));
        };
    }

    private static boolean isThere(String id, LocalDate day) {
        return Cast.presentOn(day).contains(Cast.named(id)) && !Cast.isAway(Cast.named(id), day);
    }

    /** @param back true: it waits again, and nobody did it */
    private record Change(String offer, String account, Instant at, boolean waits, String owner, boolean back) {}

    /** From when it was made, which a queue that is behind takes later, through every action, in order. */
    private List<Wait> waits(Instant since) {
        List<Change> changes = look.all(
                """
                select offer_id, account, coalesce((select min(made.occurred_at) from audit_sink.entry made
                    where made.tenant = 'acme' and made.offer_id = card.offer_id and made.topic in ('offer.queued', 'offer.held')),
                    queued_at) as at, true, dossier -> 'owner' ->> 'id', 0 as sequence, false
                from action_service.card where queued_at > ?
                union all
                select offer_id, card.account, act.at, act.after ->> 'status' in ('queued', 'held')
                    and coalesce(act.after -> 'state' ->> 'limit', '') <> 'suppression',
                  coalesce(act.after -> 'owner' ->> 'id', card.dossier -> 'owner' ->> 'id'), act.sequence,
                  act.action in ('WOKEN', 'SEND_FAILED')
                from action_service.card_action act join action_service.card using (tenant, offer_id) where queued_at > ?
                order by offer_id, sequence""",
                row -> new Change(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getBoolean(7)),
                since,
                since);
        List<Wait> waits = new ArrayList<>();
        Change begun = null;
        Map<String, Instant> back = new HashMap<>();
        for (Change change : changes) {
            boolean sameCard = begun != null && begun.offer().equals(change.offer());
            boolean goesOn = sameCard && change.waits() && begun.owner().equals(change.owner());
            if (!goesOn && begun != null) {
                waits.add(wait(begun, sameCard ? change.at() : Instant.MAX, back));
            }
            if (change.back() && change.waits()) {
                back.put(change.offer(), change.at());
            }
            begun = goesOn ? begun : change.waits() ? change : null;
        }
        if (begun != null) {
            waits.add(wait(begun, Instant.MAX, back));
        }
        return waits;
    }

    private static Wait wait(Change begun, Instant to, Map<String, Instant> back) {
        Instant since = back.getOrDefault(begun.offer(), Instant.EPOCH);
        return new Wait(begun.offer(), begun.account(), begun.owner(), begun.at(), to, since);
    }
}
