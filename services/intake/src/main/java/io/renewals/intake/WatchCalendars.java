package io.renewals.intake;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.renewals.intake.adapter.SheetFetch;
import io.renewals.intake.adapter.WatchStore;
import io.renewals.intake.adapter.WatchStore.Kind;
import io.renewals.messaging.Retriable;
import io.renewals.store.Transactions;
import io.renewals.web.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads each tenant's watched calendar. Whole each time, also where it has not changed: an account that a refused event names may have
 * come since, and what was proposed or refused is not told twice.
 */
@ApplicationScoped
public class WatchCalendars {
    private static final Logger LOG = Logger.getLogger(WatchCalendars.class);
    private static final String ACTOR = "watch";
    /** Longer than any fetch, and shorter than the pause between two rounds. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final Map<String, URI> urls;
    private final Calendars calendars;
    private final WatchStore store;
    private final Transactions transactions;
    private final SheetFetch fetch;

    @Inject
    public WatchCalendars(IntakeConfig config, Calendars calendars, WatchStore store, Transactions transactions) {
        this.urls = config.watchedCalendars();
        this.calendars = calendars;
        this.store = store;
        this.transactions = transactions;
        this.fetch = new SheetFetch(config.fetchTimeout(), config.maxSheetBytes(), "text/calendar, text/plain");
    }

    /** A mistake in the setting ends the start, not the first round. */
    void start(@Observes StartupEvent event) {
        LOG.infof("watched calendars tenants=%s", urls.keySet());
    }

    @Scheduled(
            every = "{renewals.intake.calendar-every}",
            delayed = "20s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAll() {
        readAll(urls);
    }

    void readAll(Map<String, URI> urls) {
        urls.forEach((tenant, url) -> transactions.oneTenant("watched calendar", tenant, () -> {
            try {
                read(tenant, url);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** The outcome in words; empty where another replica is at it. */
    Optional<String> read(String tenant, URI url) throws InterruptedException {
        if (!transactions.inTenant(tenant, work -> store.claim(work, Kind.CALENDAR, url.toString(), CLAIM))) {
            return Optional.empty();
        }
        String outcome;
        try {
            outcome = outcome(tenant, url);
        } catch (Retriable e) {
            throw e;
        } catch (RuntimeException e) {
            done(tenant, WatchStore.INTERNAL_ERROR);
            throw e;
        }
        done(tenant, outcome);
        LOG.infof("watched calendar tenant=%s outcome=%s", tenant, outcome);
        return Optional.of(outcome);
    }

    private String outcome(String tenant, URI url) throws InterruptedException {
        return switch (fetch.fetch(url, Optional.empty(), Optional.empty())) {
            case SheetFetch.Unchanged unchanged -> "unchanged";
            case SheetFetch.Failed failed -> failed.reason();
            case SheetFetch.Content content -> applied(tenant, url, content.bytes());
        };
    }

    private void done(String tenant, String outcome) {
        transactions.useTenant(
                tenant,
                work -> store.done(work, Kind.CALENDAR, Optional.empty(), Optional.empty(), Optional.empty(), outcome));
    }

    /** Whoever knows the address of a calendar can often read it, so that only its host is told on. */
    private String applied(String tenant, URI url, byte[] content) {
        try {
            CalendarApi.Answer answer =
                    CalendarApi.answer(calendars.apply(tenant, content, "of " + url.getHost(), ACTOR), false);
            return answer.events() + " events: " + answer.proposed() + " proposed, "
                    + answer.unchanged().size() + " unchanged, "
                    + answer.refused().size() + " refused, "
                    + answer.withdrawn() + " taken back";
        } catch (Problem.Raised e) {
            Problem.FieldError first = e.problem().errors().getFirst();
            return "not read: the " + first.field() + " " + first.problem();
        }
    }

    @PreDestroy
    void close() {
        fetch.close();
    }
}
