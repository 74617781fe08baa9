package io.renewals.actionservice;

import io.quarkus.scheduler.Scheduled;
import io.renewals.actionservice.adapter.CardEvents;
import io.renewals.actionservice.adapter.CardStore;
import io.renewals.actionservice.adapter.ClockStore;
import io.renewals.actionservice.adapter.FactsStore;
import io.renewals.actionservice.adapter.Recorder;
import io.renewals.actionservice.domain.Arrivals.Facts;
import io.renewals.actionservice.domain.ByClock;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.Circumstances;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.Ground;
import io.renewals.actionservice.domain.HandOver;
import io.renewals.actionservice.domain.Outcome.Done;
import io.renewals.messaging.Retriable;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.store.Transactions;
import io.renewals.store.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What must happen to cards though nobody clicks: they expire past their notice deadline, snoozed ones wake, those that came back
 * into the queue after a change of facts go stale or are held for it, and those of an owner who is away or gone move to somebody who is
 * there. Owners are looked at every hour and whenever another rulebook is in force.
 *
 * <p>A page of cards is one transaction, its rows locked and those of another replica passed over; a card that changed meanwhile is
 * left to the next round.
 */
@ApplicationScoped
public class FollowUp {
    private static final Logger LOG = Logger.getLogger(FollowUp.class);
    private static final int PAGE = 100;
    private static final int PAGES = 50;

    private final Transactions transactions;
    private final Rulebooks rulebooks;
    private final Clock clock;
    private final Map<String, Look> looked = new ConcurrentHashMap<>();

    /** When a tenant's owners were last looked at, and under which rulebook. */
    private record Look(int rulebook, Instant hour) {}

    @Inject
    public FollowUp(Transactions transactions, Rulebooks rulebooks, Clock clock) {
        this.transactions = transactions;
        this.rulebooks = rulebooks;
        this.clock = clock;
    }

    @Scheduled(
            every = "${renewals.follow-up.every:20s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            transactions.eachTenant("follow-up", this::run);
        } catch (Retriable e) {
            LOG.warnf("follow-up waits reason=%s", e.getMessage());
        }
    }

    /**
     * All that is due for this tenant now. A card that nobody can read is in the way of its own step alone.
     *
     * @throws Retriable where the database is away or a card changed meanwhile; what is left is due in the next round
     */
    public void run(String tenant) {
        Optional<Rulebooks.Versioned> rules = rulebooks.inForce(tenant);
        if (rules.isEmpty()) {
            return;
        }
        Rulebook rulebook = rules.get().rulebook();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, rulebook.zone());
        LocalDate due = ByClock.wakesThrough(now, rulebook.zone());
        Look look = new Look(rules.get().version(), now.truncatedTo(ChronoUnit.HOURS));
        allOf(List.of(
                () -> pages(
                        tenant,
                        rulebook,
                        (work, after) -> new ClockStore(work).lockOutdated(after, PAGE),
                        (card, moment) -> moment.ground().follow(card, moment.now())),
                () -> pages(
                        tenant,
                        rulebook,
                        (work, after) -> new ClockStore(work).lockOverdue(today, PAGE),
                        ByClock::expire),
                () -> pages(
                        tenant, rulebook, (work, after) -> new ClockStore(work).lockSnoozed(due, PAGE), ByClock::wake),
                () -> {
                    if (!look.equals(looked.get(tenant))) {
                        lookAtOwners(tenant, rulebook, today);
                        looked.put(tenant, look);
                    }
                }));
    }

    /** Each has its turn, whatever becomes of the others; what failed first is told after. */
    private static void allOf(List<Runnable> steps) {
        RuntimeException first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void lookAtOwners(String tenant, Rulebook rulebook, LocalDate today) {
        List<String> absent = transactions.inTenant(tenant, work -> new ClockStore(work).owners()).stream()
                .filter(owner -> HandOver.whyMoved(owner, naming(tenant, owner), rulebook, today)
                        .isPresent())
                .map(owner -> owner.email().toLowerCase(Locale.ROOT))
                .toList();
        if (!absent.isEmpty()) {
            pages(
                    tenant,
                    rulebook,
                    (work, after) -> new ClockStore(work).lockOf(absent, after, PAGE),
                    (card, now) -> HandOver.rescue(card, naming(tenant, card.owner()), now));
        }
    }

    private Optional<Rulebook> naming(String tenant, CardOwner owner) {
        return rulebooks.lastWith(
                tenant, rulebook -> rulebook.ownerByEmail(owner.email()).isPresent());
    }

    /** @param page locks the page after an offer id; the id is empty at first */
    private void pages(
            String tenant,
            Rulebook rulebook,
            BiFunction<Work, String, List<Card>> page,
            BiFunction<Card, Circumstances, Optional<Done>> act) {
        String after = "";
        for (int round = 0; round < PAGES; round++) {
            String from = after;
            List<Card> cards = transactions.inTenant(tenant, work -> {
                List<Card> read = page.apply(work, from);
                Map<String, Facts> facts = new FactsStore(work)
                        .facts(read.stream()
                                .map(card -> card.dossier().account())
                                .toList());
                return actOn(work, read, card -> act.apply(card, circumstances(work, rulebook, card, facts)));
            });
            if (cards.size() < PAGE) {
                return;
            }
            after = cards.getLast().dossier().offerId();
        }
    }

    private static Circumstances circumstances(Work work, Rulebook rulebook, Card card, Map<String, Facts> facts) {
        Ground ground = Optional.ofNullable(facts.get(card.dossier().account()))
                .map(heard -> heard.under(card.dossier()))
                .orElse(Ground.FIRM);
        return new Circumstances(rulebook, work.now(), CardEvents::digest, Optional.empty(), Optional.empty(), ground);
    }

    private List<Card> actOn(Work work, List<Card> cards, Function<Card, Optional<Done>> act) {
        CardStore store = new CardStore(work);
        Recorder recorder = new Recorder(work, rulebooks);
        for (Card card : cards) {
            act.apply(card).ifPresent(done -> {
                store.update(done.before(), done.after());
                recorder.record(done);
                LOG.infof(
                        "by the clock action=%s offer=%s",
                        done.action().kind(), card.dossier().offerId());
            });
        }
        return cards;
    }
}
