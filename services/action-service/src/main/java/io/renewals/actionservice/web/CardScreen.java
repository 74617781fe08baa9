package io.renewals.actionservice.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.actionservice.CardDesk.Shown;
import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.Exceptions;
import io.renewals.actionservice.domain.Person;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.SkipReason;
import io.renewals.rulebook.Tier;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.web.PageTime;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The card's page for the signed-in person: what there is to read, and the forms for what this person may do with it. */
@RequestScoped
public class CardScreen {
    private final Rulebooks rulebooks;
    private final SignedIn signedIn;
    private final PageTime time;
    private final Template page;

    @Inject
    public CardScreen(Rulebooks rulebooks, SignedIn signedIn, PageTime time, @Location("action/card") Template page) {
        this.rulebooks = rulebooks;
        this.signedIn = signedIn;
        this.time = time;
        this.page = page;
    }

    /**
     * What the person may do with the card as it stands.
     *
     * @param decide on exceptions: grants or refuses the open request
     * @param undo the last action
     */
    public record May(boolean act, boolean reassign, boolean decide, boolean undo) {}

    /**
     * The rules that the forms show.
     *
     * @param tierName of the card's tier, as people say it
     * @param exceptionCap the most an exception may reach; null: this company grants none
     * @param lastSnooze the last day a snooze may end on
     */
    public record Rules(
            List<Plan> plans,
            List<SkipReason> reasons,
            List<Colleague> colleagues,
            int requeueDays,
            String tierName,
            BigDecimal exceptionCap,
            LocalDate tomorrow,
            LocalDate lastSnooze) {

        /** False: no day is left between today and the notice deadline. */
        public boolean isSnoozable() {
            return !lastSnooze.isBefore(tomorrow);
        }
    }

    /** @param away on the tenant's day */
    public record Colleague(String id, String name, boolean away) {}

    /** @param link of the mail the person came by; empty: came another way */
    TemplateInstance render(Shown shown, CardForm form, String link) {
        CardView card = form.card();
        Optional<Rulebook> rulebook = rulebooks.inForce(signedIn.tenant()).map(Rulebooks.Versioned::rulebook);
        return page.data("card", card)
                .data("form", form)
                .data("link", link)
                .data("may", may(shown, card, rulebook))
                .data("rules", rules(card, rulebook))
                .data("held", card.isHeld() ? Optional.of(HeldWays.of(card, rulebook)) : Optional.<HeldWays>empty());
    }

    private May may(Shown shown, CardView card, Optional<Rulebook> rulebook) {
        if (rulebook.isEmpty()) {
            return new May(false, false, false, false);
        }
        Person person = Decider.person(signedIn, "web");
        boolean act = person.mayActOn(shown.card(), rulebook.get()).isEmpty();
        boolean reassign = person.mayReassign(shown.card(), rulebook.get()).isEmpty();
        return new May(
                act,
                reassign,
                card.isExceptionOpen()
                        && Exceptions.mayDecide(shown.card(), person, rulebook.get())
                                .isEmpty(),
                isUndoable(card) && (act || isOwnAct(card)));
    }

    private boolean isOwnAct(CardView card) {
        return signedIn.mayDecide() && card.actions().getFirst().actor().equalsIgnoreCase(signedIn.email());
    }

    private Rules rules(CardView card, Optional<Rulebook> rulebook) {
        LocalDate today = time.today();
        return new Rules(
                rulebook.map(Rulebook::plans).orElse(List.of()),
                rulebook.map(Rulebook::skipReasons).orElse(List.of()),
                rulebook.map(rules -> colleagues(card, rules, today)).orElse(List.of()),
                rulebook.map(rules -> rules.followUp().requeueDays()).orElse(7),
                rulebook.flatMap(rules -> rules.tier(card.offer().tier()))
                        .map(Tier::name)
                        .orElse(card.offer().tier()),
                rulebook.filter(rules -> !rules.exceptions().approvers().isEmpty())
                        .map(rules -> rules.exceptions().cap().value())
                        .orElse(null),
                today.plusDays(1),
                card.noticeDeadline().minusDays(1));
    }

    private static List<Colleague> colleagues(CardView card, Rulebook rules, LocalDate today) {
        return rules.owners().stream()
                .filter(owner -> !owner.email().equalsIgnoreCase(card.owner().email()))
                .map((Owner owner) -> new Colleague(owner.id(), owner.name(), owner.isAwayOn(today)))
                .toList();
    }

    private static boolean isUndoable(CardView card) {
        if (card.actions().isEmpty() || card.newerRevision() != null) {
            return false;
        }
        return switch (Kind.valueOf(card.actions().getFirst().action())) {
            case EDITED, SKIPPED, REQUEUED, RELEASED, SENT, RESOLVED_ARRIVED -> true;
            case SNOOZED, EXCEPTION_REQUESTED, EXCEPTION_GRANTED -> true;
            case REASSIGNED -> !card.actions().getFirst().actor().equals("system");
            case APPROVED -> card.status().equals("approved");
            case SEND_UNKNOWN, SEND_FAILED, RESOLVED_NOT_SENT, EXCEPTION_REFUSED -> false;
            case UNDONE, HELD, STALE, IGNORED, WOKEN, EXPIRED -> false;
        };
    }
}
