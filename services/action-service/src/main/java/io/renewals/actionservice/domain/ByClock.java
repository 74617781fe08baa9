package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Outcome.Done;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** What time alone does with a card: a snoozed one wakes, one that nobody decided on expires. Nobody's decision, and recorded. */
public final class ByClock {
    /** When a snoozed card waits again, where the tenant is. */
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private ByClock() {}

    /** The newest day whose snoozed cards are due. */
    public static LocalDate wakesThrough(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        return local.toLocalTime().isBefore(MORNING) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }

    /** Empty: it is not snoozed, or not yet due. */
    public static Optional<Done> wake(Card card, Circumstances now) {
        LocalDate due = wakesThrough(now.now(), now.rulebook().zone());
        if (!(card.state() instanceof CardState.Snoozed snoozed)
                || snoozed.until().isAfter(due)) {
            return Optional.empty();
        }
        String why = snoozed.by().actorName() + " had snoozed it until " + Written.day(snoozed.until())
                + snoozed.note().map(note -> ": " + note).orElse("");
        Card after = card.acted(new CardState.Queued(Optional.of(why)));
        return Optional.of(new Done(
                card,
                after,
                CardAction.of(Kind.WOKEN, after, Sends.system(now.now())).because(why)));
    }

    /** Empty: somebody has decided, or the notice deadline is not over where the tenant is. */
    public static Optional<Done> expire(Card card, Circumstances now) {
        LocalDate deadline = card.dossier().noticeDeadline();
        if (!card.status().isOpen() || !now.isOver(deadline)) {
            return Optional.empty();
        }
        return Optional.of(expired(card, Optional.empty(), "and nobody had decided", now));
    }

    /** An approved card whose mail has not left. Empty: the notice deadline is not over where the tenant is. */
    static Optional<Done> expireUnsent(Card card, CardState.Approved approved, Circumstances now) {
        if (!now.isOver(card.dossier().noticeDeadline())) {
            return Optional.empty();
        }
        String who = approved.approval().by().actorName();
        return Optional.of(expired(
                card,
                Optional.of(who + " had approved it, and its mail had not left"),
                "before the mail that " + who + " had approved could leave",
                now));
    }

    private static Done expired(Card card, Optional<String> note, String how, Circumstances now) {
        LocalDate deadline = card.dossier().noticeDeadline();
        Card after = card.acted(new CardState.Expired(deadline, now.now(), note));
        CardAction action = CardAction.of(Kind.EXPIRED, after, Sends.system(now.now()))
                .because("the notice deadline of " + Written.day(deadline) + " passed " + how)
                .comingBack(Optional.of(deadline));
        return new Done(card, after, action);
    }
}
