package io.renewals.registry.adapter;

import io.renewals.events.Offer;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferDecided;
import io.renewals.events.OfferDrafted;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.RenewalAssessed;
import io.renewals.messaging.Received;
import io.renewals.registry.domain.CardAction;
import io.renewals.registry.domain.Heard;
import io.renewals.registry.domain.Hearing;
import io.renewals.registry.domain.State;
import io.renewals.store.Work;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings what is heard of offers into the book, a batch of one topic and tenant at a time. */
public final class Followed {
    private static final int DECIDED = 1;
    private static final int DRAFTED = 2;
    private static final int GATED = 3;
    private static final int ACTIONED = 10;

    private final Work work;
    private final RulebookShelf shelf;
    private final Book book;
    private final List<OfferRows.Step> steps = new ArrayList<>();
    private final Map<Account, Cause> voided = new LinkedHashMap<>();

    private Followed(Work work, RulebookShelf shelf, Book book) {
        this.work = work;
        this.shelf = shelf;
        this.book = book;
    }

    public static Followed of(Work work, RulebookShelf shelf, Stream<String> accounts) {
        return new Followed(work, shelf, Book.open(work, accounts.collect(Collectors.toSet())));
    }

    public void assessed(List<Received<RenewalAssessed>> events) {
        List<DiaryRows.Verdict> verdicts = new ArrayList<>();
        for (Received<RenewalAssessed> event : events) {
            RenewalAssessed verdict = event.body();
            verdicts.add(new DiaryRows.Verdict(event.id(), verdict));
            book.find(verdict.getAccount())
                    .ifPresent(account -> account.judge(
                            verdict.getVerdict().name(), verdict.getSeverity(), verdict.getBusinessDate()));
            hear(
                    new Heard.Assessed(
                            verdict.getCycleNo(),
                            verdict.getRevision(),
                            verdict.getBusinessDate(),
                            verdict.getOffered()),
                    verdict.getAccount(),
                    cause(event.id(), verdict.getCorrelationId()),
                    verdict.getOfferId(),
                    verdict.getReason());
        }
        DiaryRows.append(work.db(), verdicts, work.now());
        close();
    }

    public void decided(List<Received<OfferDecided>> events) {
        OfferLedger.decided(work, events);
        for (Received<OfferDecided> event : events) {
            OfferDecided body = event.body();
            hear(
                    new Heard.Decided(body.getCycleNo(), body.getRevision()),
                    body.getAccount(),
                    cause(event.id(), body.getCorrelationId()),
                    body.getOfferId(),
                    body.getOffer().getReason());
            steps.add(new OfferRows.Step(
                    body.getOfferId(),
                    body.getAccount(),
                    body.getCycleNo(),
                    body.getRevision(),
                    body.getBusinessDate(),
                    body.getOffer(),
                    "DECIDED",
                    DECIDED,
                    null,
                    body.getOffer().getReason()));
        }
        close();
    }

    public void drafted(List<Received<OfferDrafted>> events) {
        for (Received<OfferDrafted> event : events) {
            OfferDrafted body = event.body();
            hear(
                    new Heard.Drafted(body.getCycleNo(), body.getRevision()),
                    body.getAccount(),
                    cause(event.id(), body.getCorrelationId()),
                    body.getOfferId(),
                    null);
            steps.add(new OfferRows.Step(
                    body.getOfferId(),
                    body.getAccount(),
                    body.getCycleNo(),
                    body.getRevision(),
                    body.getBusinessDate(),
                    body.getOffer(),
                    "DRAFTED",
                    DRAFTED,
                    null,
                    body.getOffer().getReason()));
        }
        close();
    }

    public void queued(List<Received<OfferQueued>> events) {
        OfferLedger.queued(work, events);
        for (Received<OfferQueued> event : events) {
            OfferQueued body = event.body();
            hear(
                    new Heard.Queued(body.getCycleNo(), body.getRevision()),
                    body.getAccount(),
                    cause(event.id(), body.getCorrelationId()),
                    body.getOfferId(),
                    "in the queue of " + body.getCard().getOwner().getName());
            steps.add(new OfferRows.Step(
                    body.getOfferId(),
                    body.getAccount(),
                    body.getCycleNo(),
                    body.getRevision(),
                    body.getBusinessDate(),
                    body.getCard().getOffer(),
                    "QUEUED",
                    GATED,
                    null,
                    body.getCard().getOffer().getReason()));
        }
        close();
    }

    public void held(List<Received<OfferHeld>> events) {
        OfferLedger.held(work, events);
        for (Received<OfferHeld> event : events) {
            OfferHeld body = event.body();
            hear(
                    new Heard.HeldBack(body.getCycleNo(), body.getRevision()),
                    body.getAccount(),
                    cause(event.id(), body.getCorrelationId()),
                    body.getOfferId(),
                    body.getLimit() + ": " + body.getExplanation());
            steps.add(new OfferRows.Step(
                    body.getOfferId(),
                    body.getAccount(),
                    body.getCycleNo(),
                    body.getRevision(),
                    body.getBusinessDate(),
                    body.getCard().getOffer(),
                    "HELD",
                    GATED,
                    null,
                    body.getExplanation()));
        }
        close();
    }

    public void actioned(List<Received<OfferActioned>> events) {
        OfferLedger.actioned(work, events);
        for (Received<OfferActioned> event : events) {
            OfferActioned body = event.body();
            Cause cause = cause(event.id(), body.getCorrelationId());
            CardAction action = CardActions.of(body);
            rememberOffer(body, action);
            hear(
                    new Heard.Actioned(body.getCycleNo(), body.getRevision(), action),
                    body.getAccount(),
                    cause,
                    body.getOfferId(),
                    CardActions.detail(body));
            steps.add(step(body));
            // The card is void though the facts are not: a new draft under the next revision.
            book.find(body.getAccount())
                    .filter(account -> account.state() == State.STALE)
                    .ifPresent(account -> voided.put(account, cause));
        }
        Checks.again(work, shelf, voided, "a new draft was asked for");
        close();
    }

    private static OfferRows.Step step(OfferActioned body) {
        return new OfferRows.Step(
                body.getOfferId(),
                body.getAccount(),
                body.getCycleNo(),
                body.getRevision(),
                body.getBusinessDate(),
                body.getOffer(),
                body.getAction().name(),
                ACTIONED + body.getActionSequence(),
                body.getActorName(),
                body.getReason());
    }

    private void rememberOffer(OfferActioned body, CardAction action) {
        Optional<Account> account = book.find(body.getAccount());
        switch (action.kind()) {
            case SENT, RESOLVED_ARRIVED -> {
                Offer offer = body.getOffer();
                account.ifPresent(each -> each.offered(
                        body.getCycleNo(), sentOn(body), offer.getProposedPlan(), offer.getDiscountPercent()));
            }
            case UNDONE ->
                // Undone after the mail had left: the card is void, and a follow-up is wanted.
                account.filter(each -> action.card().filter(State.STALE::equals).isPresent())
                        .ifPresent(each -> each.takenBack(body.getCycleNo()));
            case APPROVED, SEND_UNKNOWN, SEND_FAILED, RESOLVED_NOT_SENT, EDITED, SKIPPED, REQUEUED, HELD -> {}
            case STALE, EXPIRED, SNOOZED, WOKEN, REASSIGNED, RELEASED, REDRAFT_REQUESTED, IGNORED -> {}
            case EXCEPTION_REQUESTED, EXCEPTION_GRANTED, EXCEPTION_REFUSED -> {}
        }
    }

    private static LocalDate sentOn(OfferActioned body) {
        return body.getOnDate();
    }

    private void hear(Heard heard, String id, Cause cause, String offerId, String detail) {
        Optional<Account> known = book.find(id);
        if (known.isEmpty()) {
            book.ignored(id, cause, step(heard), offerId, "an account without terms");
            return;
        }
        Account account = known.get();
        switch (account.progress().hear(heard)) {
            case Hearing.Moved moved -> account.move(moved.next(), work.now(), detail, cause);
            case Hearing.Kept kept -> account.move(kept.next(), work.now(), detail, cause);
            case Hearing.Ignored ignored -> {
                account.move(ignored.next(), work.now(), detail, cause);
                book.ignored(id, cause, step(heard), offerId, ignored.why());
            }
        }
    }

    private static String step(Heard heard) {
        return switch (heard) {
            case Heard.Assessed assessed -> "assessed";
            case Heard.Decided decided -> "decided";
            case Heard.Drafted drafted -> "drafted";
            case Heard.Queued queued -> "queued";
            case Heard.HeldBack held -> "held";
            case Heard.Actioned actioned -> "actioned";
        };
    }

    private static Cause cause(String eventId, String correlationId) {
        return new Cause(eventId, correlationId);
    }

    private void close() {
        OfferRows.write(work.db(), work.tenant(), steps, work.now());
        book.close();
    }
}
