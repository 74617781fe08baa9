package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.adapter.MyQueue;
import io.renewals.actionservice.adapter.MyQueue.Waiting;
import io.renewals.messaging.Retriable;
import io.renewals.store.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Publishes a person's home tab: when it is opened, and again when something in it was decided. */
@ApplicationScoped
public class HomeTab {
    private static final Logger LOG = Logger.getLogger(HomeTab.class);
    private static final int THREADS = 2;

    private final Transactions transactions;
    private final SlackCalls calls;
    private final Clock clock;
    private final HomeView view;
    private final Views views;
    /**
     * The last publication to each person who has looked at it since this process started; theirs is kept up to date, one after the
     * other, so that an older one never comes last.
     */
    private final Map<String, CompletableFuture<Void>> published = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("slack-home-", 1).factory());

    @Inject
    public HomeTab(Transactions transactions, SlackCalls calls, SlackAccess access, Clock clock, ObjectMapper json) {
        this.transactions = transactions;
        this.calls = calls;
        this.clock = clock;
        this.views = new Views(json, access.publicUrl());
        this.view = new HomeView(views);
    }

    /** @param results lines about what was just decided together; empty: nothing was */
    void publish(Clicker clicker, List<String> results) {
        published.compute(
                key(clicker),
                (person, before) -> (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                        .thenComposeAsync(done -> next(clicker, results), threads));
    }

    private CompletableFuture<Void> next(Clicker clicker, List<String> results) {
        try {
            return calls.publish(clicker.tenant(), clicker.slackId(), views.write(render(clicker, results)))
                    .thenAccept(answered -> LOG.debugf("home tab answered=%s", answered));
        } catch (Retriable e) {
            LOG.warnf("home tab not published tenant=%s reason=%s", clicker.tenant(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "home tab not published tenant=%s", clicker.tenant());
        }
        return CompletableFuture.completedFuture(null);
    }

    void refresh(Clicker clicker) {
        if (published.containsKey(key(clicker))) {
            publish(clicker, List.of());
        }
    }

    private Map<String, Object> render(Clicker clicker, List<String> results) {
        record Read(List<Waiting> cards, long total) {}
        Read read = transactions.inTenant(clicker.tenant(), work -> {
            MyQueue mine = new MyQueue(work, clicker.person().email());
            return new Read(mine.waiting(HomeView.CARDS), mine.count());
        });
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), clicker.rulebook().zone());
        return view.of(read.cards(), read.total(), results, clicker.rulebook(), today);
    }

    private static String key(Clicker clicker) {
        return clicker.tenant() + " " + clicker.slackId();
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
