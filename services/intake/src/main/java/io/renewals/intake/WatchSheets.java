package io.renewals.intake;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.renewals.intake.adapter.Rejections;
import io.renewals.intake.adapter.SheetFetch;
import io.renewals.intake.adapter.WatchStore;
import io.renewals.intake.adapter.WatchStore.Kind;
import io.renewals.messaging.Ids;
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

/** Reads each tenant's watched sheet and applies it where its content changed. */
@ApplicationScoped
public class WatchSheets {
    private static final Logger LOG = Logger.getLogger(WatchSheets.class);
    private static final String ACTOR = "watch";
    /** Longer than any fetch, and shorter than the pause between two rounds. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final Map<String, URI> urls;
    private final Sheets sheets;
    private final WatchStore store;
    private final Rejections rejections;
    private final Transactions transactions;
    private final Duration rejectionsKept;
    private final SheetFetch fetch;

    @Inject
    public WatchSheets(
            IntakeConfig config, Sheets sheets, WatchStore store, Rejections rejections, Transactions transactions) {
        this.urls = config.watched();
        this.sheets = sheets;
        this.store = store;
        this.rejections = rejections;
        this.transactions = transactions;
        this.rejectionsKept = config.rejectionsKept();
        this.fetch = new SheetFetch(config.fetchTimeout(), config.maxSheetBytes(), "text/csv, text/plain");
    }

    /** A mistake in the setting ends the start, not the first round. */
    void start(@Observes StartupEvent event) {
        LOG.infof("watched sheets tenants=%s", urls.keySet());
    }

    @Scheduled(every = "{renewals.intake.watch-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAll() {
        urls.forEach((tenant, url) -> transactions.oneTenant("watched sheet", tenant, () -> {
            try {
                read(tenant, url);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Scheduled(every = "24h", delayed = "10m")
    void forgetOldRefusals() {
        transactions.eachTenant(
                "forgetting refusals",
                tenant -> transactions.useTenant(
                        tenant, work -> rejections.forgetBefore(work, work.now().minus(rejectionsKept))));
    }

    /** The outcome in words; empty where another replica is at it. */
    Optional<String> read(String tenant, URI url) throws InterruptedException {
        if (!transactions.inTenant(tenant, work -> store.claim(work, Kind.SHEET, url.toString(), CLAIM))) {
            return Optional.empty();
        }
        WatchStore.State before = transactions
                .inTenant(tenant, work -> store.state(work, Kind.SHEET))
                .orElseThrow();
        WatchStore.State after;
        try {
            after = after(tenant, url, before);
        } catch (Retriable e) {
            throw e;
        } catch (RuntimeException e) {
            done(tenant, with(before, before.sha256(), WatchStore.INTERNAL_ERROR));
            throw e;
        }
        done(tenant, after);
        LOG.infof("watched sheet tenant=%s outcome=%s", tenant, after.outcome());
        return Optional.of(after.outcome());
    }

    private WatchStore.State after(String tenant, URI url, WatchStore.State before) throws InterruptedException {
        return switch (fetch.fetch(url, before.etag(), before.lastModified())) {
            case SheetFetch.Unchanged unchanged -> with(before, before.sha256(), "unchanged");
            case SheetFetch.Failed failed -> with(before, before.sha256(), failed.reason());
            case SheetFetch.Content content -> applied(tenant, url, before, content);
        };
    }

    private void done(String tenant, WatchStore.State after) {
        transactions.useTenant(
                tenant,
                work -> store.done(
                        work, Kind.SHEET, after.etag(), after.lastModified(), after.sha256(), after.outcome()));
    }

    /** Content that was read before is not applied again, so that an upload since then stays in force. */
    private WatchStore.State applied(String tenant, URI url, WatchStore.State before, SheetFetch.Content content) {
        Optional<String> sha256 = Optional.of(Ids.sha256(content.bytes()));
        WatchStore.State seen = new WatchStore.State(
                before.url(), content.etag(), content.lastModified(), sha256, before.checkedAt(), "unchanged");
        if (sha256.equals(before.sha256())) {
            return seen;
        }
        try {
            Sheets.Result result = sheets.apply(tenant, content.bytes(), Optional.empty(), url.toString(), ACTOR);
            ImportApi.Counts counts = ImportApi.counts(result.comparison());
            return with(
                    seen,
                    sha256,
                    result.alreadyApplied()
                            ? "unchanged"
                            : "applied as version " + result.version().orElseThrow() + ": " + counts.added()
                                    + " added, " + counts.changed() + " changed, " + counts.refused() + " refused");
        } catch (Problem.Raised e) {
            return with(seen, sha256, "not applied: " + reasons(e.problem()));
        }
    }

    private static String reasons(Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().getFirst().field() + " "
                        + problem.errors().getFirst().problem();
    }

    private static WatchStore.State with(WatchStore.State state, Optional<String> sha256, String outcome) {
        return new WatchStore.State(
                state.url(), state.etag(), state.lastModified(), sha256, state.checkedAt(), outcome);
    }

    @PreDestroy
    void close() {
        fetch.close();
    }
}
