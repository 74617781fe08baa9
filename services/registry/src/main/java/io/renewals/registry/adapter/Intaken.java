package io.renewals.registry.adapter;

import io.renewals.events.AccountAccepted;
import io.renewals.events.Outcome;
import io.renewals.events.Terms;
import io.renewals.messaging.Poison;
import io.renewals.messaging.Received;
import io.renewals.registry.domain.Ending;
import io.renewals.registry.domain.State;
import io.renewals.registry.domain.Suppression;
import io.renewals.store.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes accepted facts into the book, a batch of one tenant at a time. */
public final class Intaken {
    private final Work work;
    private final RulebookShelf shelf;
    private final Map<String, Cause> toSuppress = new LinkedHashMap<>();
    private final List<DiaryRows.Remark> remarks = new ArrayList<>();
    private Book book;

    public Intaken(Work work, RulebookShelf shelf) {
        this.work = work;
        this.shelf = shelf;
    }

    public void take(List<Received<AccountAccepted>> events) {
        book = Book.open(
                work, events.stream().map(event -> event.body().getAccount()).collect(Collectors.toSet()));
        Set<EvidenceRows.Observed> learned = learn(events);
        for (Received<AccountAccepted> event : events) {
            AccountAccepted fact = event.body();
            Cause cause = new Cause(event.id(), fact.getCorrelationId());
            if (fact.getTerms() != null) {
                terms(fact, cause);
            } else if (fact.getSignal() != null) {
                signal(fact, cause, learned);
            } else if (fact.getOutcome() != null) {
                outcome(fact, cause, event.id());
            } else {
                throw new Poison("neither terms nor signal nor outcome is set: exactly one must be");
            }
        }
        suppress();
        DiaryRows.remark(work.db(), work.tenant(), remarks, work.now());
        Checks.again(work, shelf, Checks.voided(book.all()), "the facts changed under the draft");
        book.close();
    }

    private Set<EvidenceRows.Observed> learn(List<Received<AccountAccepted>> events) {
        return EvidenceRows.learn(
                work.db(),
                work.tenant(),
                events.stream()
                        .map(Received::body)
                        .filter(fact -> fact.getSignal() != null)
                        .map(fact -> new EvidenceRows.Observed(fact.getAccount(), fact.getSignal()))
                        .toList());
    }

    private void terms(AccountAccepted fact, Cause cause) {
        Optional<Account> known = book.find(fact.getAccount());
        if (known.filter(account -> account.observed().isAfter(fact.getObservedAt()))
                .isPresent()) {
            book.ignored(
                    fact.getAccount(),
                    cause,
                    "terms",
                    null,
                    "terms observed at " + fact.getObservedAt() + " are older than those known, of "
                            + known.get().observed().contract());
            return;
        }
        Account account = known.orElseGet(() -> {
            toSuppress.put(fact.getAccount(), cause);
            return book.begin(fact.getAccount());
        });
        if (fact.getFields().isEmpty() || known.isEmpty()) {
            account.report(fact.getTerms(), fact.getObservedAt(), fact.getSourceId(), cause);
        } else {
            account.report(fact.getFields(), fact.getTerms(), fact.getObservedAt(), cause);
        }
        boolean runsAgain = account.progress().resting().isEnding()
                && account.ending()
                        .filter(ending -> fact.getObservedAt().isAfter(ending.observedAt())
                                && fact.getTerms().getRenewalDate().isAfter(ending.effectiveOn()))
                        .isPresent();
        if (runsAgain) {
            account.move(account.progress().restingIn(State.WATCHING), work.now(), null, cause);
        }
    }

    private void signal(AccountAccepted fact, Cause cause, Set<EvidenceRows.Observed> learned) {
        if (!learned.contains(new EvidenceRows.Observed(fact.getAccount(), fact.getSignal()))) {
            book.ignored(
                    fact.getAccount(),
                    cause,
                    "signal",
                    null,
                    "a newer or the same observation of " + fact.getSignal().getSourceId() + " is known");
            return;
        }
        // A signal can come before the terms of its account: it is kept, and counts once the terms are here.
        book.find(fact.getAccount()).ifPresent(account -> account.learn(cause));
        if (Suppression.METRICS.contains(fact.getSignal().getMetric())) {
            toSuppress.put(fact.getAccount(), cause);
        }
    }

    private void outcome(AccountAccepted fact, Cause cause, String eventId) {
        Optional<Account> known = book.find(fact.getAccount());
        if (known.isEmpty()) {
            book.ignored(fact.getAccount(), cause, "outcome", null, "an outcome of an account without terms");
            return;
        }
        Account account = known.get();
        Ending ending = new Ending(state(fact.getOutcome()), fact.getEffectiveDate(), fact.getObservedAt(), false);
        int endedCycle = account.progress().cycleNo();
        switch (ending.on(account.progress(), account.ending())) {
            case Ending.Effect.Ends ends -> account.end(ending, ends.next(), work.now(), fact.getNote(), cause);
            case Ending.Effect.Corrects corrects -> {
                account.end(ending, corrects.next(), work.now(), fact.getNote(), cause);
                CycleRows.correct(work.db(), work.tenant(), account, work.now());
            }
            case Ending.Effect.Ignored ignored -> {
                book.ignored(fact.getAccount(), cause, "outcome", null, ignored.why());
                return;
            }
        }
        if (fact.getNextRenewalDate() != null
                && !account.observed().isAfter(fact.getObservedAt())
                && fact.getNextRenewalDate().isAfter(account.terms().getRenewalDate())) {
            Terms next = Terms.newBuilder(account.terms())
                    .setRenewalDate(fact.getNextRenewalDate())
                    .build();
            account.report(List.of("renewalDate"), next, fact.getObservedAt(), cause);
        }
        String paragraph = ending.state().name().toLowerCase(java.util.Locale.ROOT) + ", effective "
                + fact.getEffectiveDate() + (fact.getNote() == null ? "" : ": " + fact.getNote());
        remarks.add(new DiaryRows.Remark(
                account.id(), eventId, fact.getEffectiveDate(), "outcome", endedCycle, 1, paragraph));
    }

    private static State state(Outcome outcome) {
        return switch (outcome) {
            case RENEWED -> State.RENEWED;
            case CHURNED -> State.CHURNED;
            case LAPSED -> State.LAPSED;
            case UNKNOWN -> throw new Poison("outcome is not one this service knows");
        };
    }

    private void suppress() {
        Map<String, Cause> known = new HashMap<>(toSuppress);
        known.keySet().removeIf(account -> book.find(account).isEmpty());
        Suppressions.derive(work, shelf, book, known);
    }
}
