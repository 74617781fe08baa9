package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody else's card: by a person's choice, or because its owner is away or gone. The mail goes out in the new owner's name, so
 * whoever approves it has to see it again.
 */
public final class HandOver {
    private HandOver() {}

    static Outcome reassign(Card card, Command.Reassign wish, Person person, Circumstances now) {
        Optional<Refusal> closed = Decisions.stillWaits(card, wish.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        List<FieldProblem> problems = new ArrayList<>();
        Optional<String> note = Written.optional("note", wish.note(), problems);
        Optional<Owner> to = Optional.ofNullable(wish.toOwnerId()).flatMap(now.rulebook()::owner);
        if (to.isEmpty()) {
            problems.add(new FieldProblem("owner", "is nobody of the rulebook", "choose one of its owners"));
        } else if (to.get().email().equalsIgnoreCase(card.owner().email())) {
            problems.add(new FieldProblem("owner", "has this card already", "choose somebody else"));
        } else if (to.get().isAwayOn(now.today())) {
            problems.add(new FieldProblem(
                    "owner",
                    "is out of office until " + Written.day(lastDayAway(to.get(), now.today())),
                    "choose somebody who is there"));
        }
        if (!problems.isEmpty()) {
            return new Refused(new Refusal.BadFields(problems));
        }
        return given(card, CardOwner.of(to.get(), "reassigned"), person.decides(now.now()), note, now);
    }

    /** Moves the card of an owner who is away today, or gone; empty: it stays. @param formerly the last rulebook that named its owner */
    public static Optional<Done> rescue(Card card, Optional<Rulebook> formerly, Circumstances now) {
        if (!card.status().isOpen()) {
            return Optional.empty();
        }
        return whyMoved(card.owner(), formerly, now.rulebook(), now.today())
                .flatMap(why -> successor(card.owner(), formerly, now.rulebook(), now.today())
                        .map(next -> given(card, next, Sends.system(now.now()), Optional.of(why), now)));
    }

    /**
     * Why an owner's cards have to move; empty: they are there.
     *
     * @param formerly the last rulebook that named them; an account goes on naming its owner when that one has left
     */
    public static Optional<String> whyMoved(
            CardOwner owner, Optional<Rulebook> formerly, Rulebook rulebook, LocalDate day) {
        Optional<Owner> listed = rulebook.ownerByEmail(owner.email());
        if (listed.isEmpty()) {
            return formerly.isEmpty() && wasNeverListed(owner)
                    ? Optional.empty()
                    : Optional.of(owner.name() + " is no longer among the rulebook's owners");
        }
        return listed.filter(known -> known.isAwayOn(day))
                .map(known -> known.name() + " is out of office until " + Written.day(lastDayAway(known, day)));
    }

    /** Accounts may name an owner of the company's own that no rulebook lists: known by the address alone. */
    private static boolean wasNeverListed(CardOwner owner) {
        return owner.slackId() == null
                && owner.name().equals(owner.id())
                && owner.email().startsWith(owner.id() + "@");
    }

    /** Delegates one after the other, the manager, the admin; whoever is there. Empty: nobody but the owner is left. */
    private static Optional<CardOwner> successor(
            CardOwner owner, Optional<Rulebook> formerly, Rulebook rulebook, LocalDate day) {
        Optional<Owner> known = rulebook.ownerByEmail(owner.email())
                .or(() -> formerly.flatMap(before -> before.ownerByEmail(owner.email())));
        Set<String> asked = new HashSet<>();
        Optional<Owner> next = known.flatMap(Owner::delegate).flatMap(rulebook::owner);
        Optional<CardOwner> found = Optional.empty();
        while (next.isPresent() && found.isEmpty() && asked.add(next.get().id())) {
            found = next.filter(each -> !each.isAwayOn(day)).map(each -> CardOwner.of(each, "delegate"));
            next = next.flatMap(Owner::delegate).flatMap(rulebook::owner);
        }
        return found.or(() -> known.flatMap(Owner::manager)
                        .flatMap(rulebook::owner)
                        .filter(each -> !each.isAwayOn(day))
                        .map(each -> CardOwner.of(each, "manager")))
                .or(() -> Optional.of(CardOwner.of(rulebook.admin(), "admin-fallback")))
                .filter(each -> !each.email().equalsIgnoreCase(owner.email()));
    }

    private static Done given(Card card, CardOwner to, Decision by, Optional<String> why, Circumstances now) {
        CardOwner from = card.owner();
        Message message = card.message().handedOver(from, to, now.digest());
        Card after = card.acted(Optional.of(to), new Content(card.offer(), message), card.state(), card.exception());
        String what = "from " + from.name() + " to " + to.name();
        CardAction action = CardAction.of(Kind.REASSIGNED, after, by)
                .because(why.map(note -> what + ": " + note).orElse(what))
                .telling(List.of(from.as("before")));
        return new Done(card, after, action);
    }

    private static LocalDate lastDayAway(Owner owner, LocalDate day) {
        return owner.outOfOffice().stream()
                .filter(away -> !day.isBefore(away.from()) && !day.isAfter(away.to()))
                .map(Owner.Absence::to)
                .max(LocalDate::compareTo)
                .orElse(day);
    }
}
