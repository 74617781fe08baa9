package io.renewals.registry.adapter;

import io.renewals.messaging.Ids;
import io.renewals.registry.adapter.CardsClient.LiveCards;
import io.renewals.registry.adapter.ReconcileRows.Run;
import io.renewals.registry.domain.Reconciliation;
import io.renewals.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Compares the book with the cards. Changes neither: a difference is shown, counted, and a person finds out. */
@ApplicationScoped
public class Reconciler {
    /** A difference that lasts longer is no event under way any more. */
    public static final Duration OVERDUE = Duration.ofMinutes(15);

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final Transactions transactions;
    private final CardsClient cards;
    private final Clock clock;
    private final Optional<String> token;

    @Inject
    public Reconciler(
            Transactions transactions,
            @RestClient CardsClient cards,
            Clock clock,
            @ConfigProperty(name = "renewals.reconcile.token") Optional<String> token) {
        this.transactions = transactions;
        this.cards = cards;
        this.clock = clock;
        this.token = token;
    }

    public Run run(String tenant) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String id = Ids.of("reconcile", tenant, now);
        try {
            // Cards first: what moves between the two reads is younger than the limit either way.
            List<Reconciliation.Card> live = live(tenant);
            return transactions.inTenant(tenant, work -> {
                List<Reconciliation.Booked> booked = ReconcileRows.booked(work);
                List<Reconciliation.Difference> differences = Reconciliation.compare(booked, live);
                Instant limit = now.minus(OVERDUE);
                int overdue = (int) differences.stream()
                        .filter(each -> each.since().isBefore(limit))
                        .count();
                Run run = new Run(id, now, booked.size() + live.size(), differences.size(), overdue, null);
                return ReconcileRows.keep(work, run, Optional.of(differences));
            });
        } catch (WebApplicationException | ProcessingException e) {
            LOG.warnf("reconcile could not read the cards tenant=%s reason=%s", tenant, e.getMessage());
            Run failed = new Run(id, now, 0, 0, 0, "the cards could not be read: " + e.getMessage());
            return transactions.inTenant(tenant, work -> ReconcileRows.keep(work, failed, Optional.empty()));
        }
    }

    private List<Reconciliation.Card> live(String tenant) {
        List<Reconciliation.Card> live = new ArrayList<>();
        String after = null;
        do {
            LiveCards page = cards.live(token.orElse(""), tenant, after);
            page.cards().stream()
                    .map(card -> new Reconciliation.Card(card.account(), card.offerId(), card.status(), card.since()))
                    .forEach(live::add);
            after = page.next();
        } while (after != null);
        return live;
    }
}
