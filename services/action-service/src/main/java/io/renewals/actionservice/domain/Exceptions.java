package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.CardAction.Kind;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.actionservice.domain.Outcome.Refused;
import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.rulebook.LimitCheck;
import io.renewals.rulebook.Limits;
import io.renewals.rulebook.Owner;
import io.renewals.rulebook.Percent;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A discount above the tier's cap: asked for by whoever may act on the card, granted by others, one or two of them, for this
 * revision alone. Until it is granted the card stands as it stood. Never above the rulebook's exception cap, never under the floor.
 */
public final class Exceptions {
    private Exceptions() {}

    /** How many people have to grant it: two above the rulebook's threshold for the account's ARR. */
    public static int needed(Card card, Rulebook rulebook) {
        BigDecimal threshold = rulebook.exceptions().arrThreshold().amount();
        return card.offer().currentArr().compareTo(threshold) > 0 ? 2 : 1;
    }

    /**
     * Who may grant it: the tier's own approver, else the approvers of all tiers. These also stand beside the tier's own where two
     * are needed, or where that one asks.
     *
     * @param asker e-mail of who asks; never among them
     */
    public static List<Owner> approvers(Card card, String asker, Rulebook rulebook) {
        Predicate<Owner> another = owner -> !owner.email().equalsIgnoreCase(asker);
        Set<Owner> eligible = new LinkedHashSet<>();
        rulebook.tier(card.offer().tier())
                .flatMap(Tier::exceptionApprover)
                .flatMap(rulebook::owner)
                .filter(another)
                .ifPresent(eligible::add);
        if (eligible.size() < needed(card, rulebook)) {
            rulebook.exceptions().approvers().stream()
                    .flatMap(id -> rulebook.owner(id).stream())
                    .filter(another)
                    .forEach(eligible::add);
        }
        return List.copyOf(eligible);
    }

    /** Why this person has no say in the card's request; empty: they have. */
    public static Optional<Refusal> mayDecide(Card card, Person person, Rulebook rulebook) {
        if (!person.decides()) {
            return Optional.of(new Refusal.ReadOnly());
        }
        Optional<ExceptionAsk> open = card.openException();
        if (open.isEmpty()) {
            return Optional.of(card.exception()
                    .<Refusal>map(
                            ask -> new Refusal.AlreadyDecided(ask.approvals().getLast(), "granted"))
                    .orElseGet(Refusal.NothingAsked::new));
        }
        List<Owner> approvers = approvers(card, open.get().by().actor(), rulebook);
        boolean listed = approvers.stream().anyMatch(each -> each.email().equalsIgnoreCase(person.email()));
        Optional<String> why = open.get().by().actor().equalsIgnoreCase(person.email())
                ? Optional.of("nobody grants what they asked for themselves")
                : open.get().isApprovedBy(person.email())
                        ? Optional.of("you have granted it already; somebody else has to as well")
                        : listed ? Optional.empty() : Optional.of("others decide on exceptions for this tier");
        List<String> names = approvers.stream().map(Owner::name).toList();
        return why.map(text -> new Refusal.NotAnApprover(text, names));
    }

    static Outcome ask(Card card, Command.AskException wish, Person person, Circumstances now) {
        Optional<Refusal> closed = Decisions.mayGoOut(card, wish.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        if (!card.message().sha256().equals(wish.sha256())) {
            return new Refused(new Refusal.OtherText());
        }
        List<FieldProblem> problems = new ArrayList<>();
        String reason = Written.required(
                "reason", wish.reason(), "say why this customer should have more than the cap", problems);
        Optional<Offer> offer = widened(card, wish.plan(), wish.discount(), now.rulebook(), problems);
        List<Owner> approvers = approvers(card, person.email(), now.rulebook());
        known(card).ifPresent(problems::add);
        tooFew(approvers, needed(card, now.rulebook()), now.rulebook()).ifPresent(problems::add);
        if (problems.isEmpty()) {
            // Only a request that can be carried out once it is granted is worth an approver's time.
            problems.addAll(Rewording.asItStands(card, offer.orElseThrow(), now).problems());
        }
        if (!problems.isEmpty()) {
            return new Refused(new Refusal.BadFields(problems));
        }
        return asked(card, wish, reason, approvers, person.decides(now.now()), now);
    }

    private static Done asked(
            Card card,
            Command.AskException wish,
            String reason,
            List<Owner> approvers,
            Decision by,
            Circumstances now) {
        ExceptionAsk ask =
                new ExceptionAsk(wish.plan(), wish.discount(), reason, by, needed(card, now.rulebook()), List.of());
        Card after = with(card, card.content(), card.state(), Optional.of(ask));
        CardAction action = CardAction.of(Kind.EXCEPTION_REQUESTED, after, by)
                .because(Written.percent(wish.discount()) + ": " + reason)
                .telling(approvers.stream()
                        .map(each -> CardOwner.of(each, "approver"))
                        .toList());
        return new Done(card, after, action);
    }

    static Outcome grant(Card card, Command.GrantException grant, Person person, Circumstances now) {
        Optional<Refusal> closed = Decisions.mayGoOut(card, grant.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        ExceptionAsk ask = card.openException().orElseThrow();
        List<FieldProblem> problems = new ArrayList<>();
        Optional<String> note = Written.optional("note", Optional.ofNullable(grant.note()), problems);
        Optional<Offer> offer = widened(card, ask.plan(), ask.discountPercent(), now.rulebook(), problems);
        if (!problems.isEmpty()) {
            return new Refused(new Refusal.BadFields(problems));
        }
        Decision by = person.decides(now.now());
        ExceptionAsk granted = ask.approved(by, needed(card, now.rulebook()));
        if (!granted.granted()) {
            Card after = with(card, card.content(), card.state(), Optional.of(granted));
            List<CardOwner> others = approvers(card, ask.by().actor(), now.rulebook()).stream()
                    .filter(each -> !granted.isApprovedBy(each.email()))
                    .map(each -> CardOwner.of(each, "approver"))
                    .toList();
            return new Done(
                    card,
                    after,
                    CardAction.of(Kind.EXCEPTION_GRANTED, after, by)
                            .because(note)
                            .telling(others));
        }
        Rewording rewording = Rewording.asItStands(card, offer.orElseThrow(), now);
        if (!rewording.problems().isEmpty()) {
            return new Refused(new Refusal.BadFields(rewording.problems()));
        }
        String what = by.actorName() + " granted " + Written.percent(ask.discountPercent());
        Card after = with(card, rewording.content(), new CardState.Queued(Optional.of(what)), Optional.of(granted));
        return new Done(
                card,
                after,
                CardAction.of(Kind.EXCEPTION_GRANTED, after, by).because(note).telling(asker(card, ask, now)));
    }

    static Outcome refuse(Card card, Command.RefuseException refuse, Person person, Circumstances now) {
        Optional<Refusal> closed = Decisions.stillWaits(card, refuse.revision(), now);
        if (closed.isPresent()) {
            return new Refused(closed.get());
        }
        List<FieldProblem> problems = new ArrayList<>();
        String reason = Written.required("reason", refuse.reason(), "say why not", problems);
        if (!problems.isEmpty()) {
            return new Refused(new Refusal.BadFields(problems));
        }
        ExceptionAsk ask = card.openException().orElseThrow();
        Card after = with(card, card.content(), card.state(), Optional.empty());
        CardAction action = CardAction.of(Kind.EXCEPTION_REFUSED, after, person.decides(now.now()))
                .because(reason)
                .telling(asker(card, ask, now));
        return new Done(card, after, action);
    }

    private static Card with(Card card, Content content, CardState state, Optional<ExceptionAsk> ask) {
        return card.acted(card.reassigned(), content, state, ask);
    }

    /** Who asked, where that is not the owner, who is told anyway. */
    private static List<CardOwner> asker(Card card, ExceptionAsk ask, Circumstances now) {
        return now.rulebook()
                .ownerByEmail(ask.by().actor())
                .filter(each -> !each.email().equalsIgnoreCase(card.owner().email()))
                .map(each -> List.of(CardOwner.of(each, "requester")))
                .orElse(List.of());
    }

    /** One at a time, and one per revision. */
    private static Optional<FieldProblem> known(Card card) {
        return card.exception().map(ask -> {
            String figure = Written.percent(ask.discountPercent());
            return ask.granted()
                    ? new FieldProblem(
                            "discount",
                            "an exception of " + figure + " was granted for this card already",
                            "edit the card within it")
                    : new FieldProblem(
                            "discount",
                            ask.by().actorName() + " asked for " + figure + " already",
                            "wait for the answer, or undo that request first");
        });
    }

    private static Optional<FieldProblem> tooFew(List<Owner> approvers, int needed, Rulebook rulebook) {
        if (approvers.size() >= needed) {
            return Optional.empty();
        }
        String names = approvers.isEmpty()
                ? "nobody but you"
                : "only " + approvers.getFirst().name() + " beside you";
        String people = needed == 1
                ? "somebody else has to grant it"
                : "two others have to grant it, above an ARR of "
                        + rulebook.exceptions().arrThreshold();
        return Optional.of(new FieldProblem(
                "discount",
                people + ", and the rulebook names " + names,
                "ask an admin to name more approvers, or lower the discount to the cap"));
    }

    /** The offer with the discount asked for, as if it were granted; empty: a problem says why not. */
    private static Optional<Offer> widened(
            Card card, String planId, BigDecimal discount, Rulebook rulebook, List<FieldProblem> problems) {
        if (discount == null) {
            problems.add(new FieldProblem("discount", "is not a number", "write a percentage such as 18 or 17.5"));
            return Optional.empty();
        }
        Optional<Plan> plan = Optional.ofNullable(planId).flatMap(rulebook::plan);
        if (plan.isEmpty()) {
            problems.add(new FieldProblem("plan", "is not in the rulebook's menu", "choose one of the menu"));
            return Optional.empty();
        }
        LimitCheck check = Limits.withinLimits(
                rulebook, card.offer().ask(plan.get().id(), discount).withExceptionCap(discount));
        return switch (check) {
            case LimitCheck.Within within -> {
                Optional<FieldProblem> needless = needless(card, discount, rulebook);
                needless.ifPresent(problems::add);
                yield needless.isEmpty()
                        ? Optional.of(card.offer()
                                .with(plan.get(), within, card.drafted().offer()))
                        : Optional.empty();
            }
            case LimitCheck.OverCap over -> {
                problems.add(new FieldProblem(
                        "discount",
                        "that's above " + over.cap() + ", which no exception goes beyond",
                        "ask for " + over.cap() + " or less"));
                yield Optional.empty();
            }
            case LimitCheck.Refusal refusal -> {
                problems.add(new FieldProblem("discount", refusal.message(), "change plan or discount"));
                yield Optional.empty();
            }
        };
    }

    private static Optional<FieldProblem> needless(Card card, BigDecimal discount, Rulebook rulebook) {
        return rulebook.tier(card.offer().tier())
                .filter(tier -> new Percent(discount).compareTo(tier.cap()) <= 0)
                .map(tier -> new FieldProblem(
                        "discount",
                        "is not above the " + tier.cap() + " cap for tier " + tier.name()
                                + ", so it needs no exception",
                        "edit the card instead"));
    }
}
