package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.adapter.ShownTexts;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.slack.CardModals.Filled;
import io.renewals.actionservice.slack.CardModals.Wanted;
import io.renewals.actionservice.slack.Plans.Where;
import io.renewals.actionservice.slack.SlackCalls.Answered;
import io.renewals.actionservice.slack.SlackCalls.Opened;
import io.renewals.messaging.Retriable;
import io.renewals.store.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Opens a modal at once and fills it once the card is read, so that no slow database costs a person the click. */
@ApplicationScoped
public class ModalDesk {
    private static final Logger LOG = Logger.getLogger(ModalDesk.class);
    private static final int THREADS = 4;
    /** Beyond so many that wait for their card, a window says so at once. */
    private static final int WAITING = 1_000;

    private final CardDesk desk;
    private final Transactions transactions;
    private final SlackCalls calls;
    private final HomeTab home;
    private final Clock clock;
    private final CardModals modals;
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            waiting,
            Thread.ofPlatform().daemon().name("slack-modals-", 1).factory());

    @Inject
    public ModalDesk(
            CardDesk desk,
            Transactions transactions,
            SlackCalls calls,
            HomeTab home,
            SlackAccess access,
            Clock clock,
            ObjectMapper json) {
        this.desk = desk;
        this.transactions = transactions;
        this.calls = calls;
        this.home = home;
        this.clock = clock;
        this.modals = new CardModals(json, access.publicUrl());
    }

    CardModals modals() {
        return modals;
    }

    void open(Clicker clicker, Wanted wanted, Where where) {
        CompletableFuture<Answered<Opened>> opened = where.viewId().isEmpty()
                ? calls.open(clicker.tenant(), where.triggerId(), modals.loading(wanted.action()))
                : CompletableFuture.completedFuture(new Answered.Yes<>(new Opened(where.viewId(), where.hash())));
        CompletableFuture<Loaded> loaded = waiting.size() < WAITING
                ? CompletableFuture.supplyAsync(() -> load(clicker, wanted), threads)
                : CompletableFuture.completedFuture(busy());
        opened.thenAcceptBothAsync(
                loaded,
                (view, content) -> {
                    switch (view) {
                        case Answered.Yes<Opened>(Opened open) -> fill(clicker, open, content, where);
                        case Answered.No<Opened>(String error) ->
                            calls.tellAlone(
                                    where.responseUrl(),
                                    modals.views()
                                            .alone(
                                                    "Slack did not open the window. Click again, or decide here: "
                                                            + modals.views().queuePage(),
                                                    new Blocks()));
                    }
                },
                threads);
    }

    /** @param card whose whole text is in the view; empty: it is not */
    private record Loaded(String view, Optional<Card> card) {}

    private Loaded load(Clicker clicker, Wanted wanted) {
        try {
            Optional<CardDesk.Shown> found =
                    desk.show(clicker.tenant(), wanted.shown().offer());
            if (found.isEmpty()) {
                return new Loaded(message("Not possible", "There is no such card."), Optional.empty());
            }
            LocalDate today =
                    LocalDate.ofInstant(clock.instant(), clicker.rulebook().zone());
            Filled filled = modals.fill(wanted, found.get(), clicker.person(), clicker.rulebook(), today);
            return new Loaded(
                    modals.views().write(filled.view()),
                    filled.wholeText() ? Optional.of(found.get().card()) : Optional.empty());
        } catch (Retriable e) {
            LOG.warnf("modal not filled tenant=%s reason=%s", clicker.tenant(), e.getMessage());
            return busy();
        } catch (RuntimeException e) {
            LOG.errorf(e, "modal not filled tenant=%s action=%s", clicker.tenant(), wanted.action());
            return new Loaded(
                    message("Not loaded", "Something went wrong here. Decide on the card's page instead."),
                    Optional.empty());
        }
    }

    private Loaded busy() {
        return new Loaded(
                message("Not loaded", "The card could not be read: the service is busy. Close this and click again."),
                Optional.empty());
    }

    private String message(String title, String text) {
        return modals.views().write(modals.views().message(title, text));
    }

    /** What Slack took was shown; only then is it remembered as shown. */
    private void fill(Clicker clicker, Opened open, Loaded loaded, Where where) {
        calls.update(clicker.tenant(), open.id(), open.hash(), loaded.view())
                .thenAcceptAsync(
                        answer -> {
                            if (answer instanceof Answered.Yes<Opened>
                                    && loaded.card().isPresent()) {
                                remember(clicker, loaded.card().get());
                                if (where.home()) {
                                    home.publish(clicker, List.of());
                                }
                            }
                        },
                        threads);
    }

    private void remember(Clicker clicker, Card card) {
        try {
            transactions.useTenant(clicker.tenant(), work -> new ShownTexts(work)
                    .shown(card, clicker.person().email()));
        } catch (Retriable e) {
            LOG.warnf("shown text not remembered tenant=%s reason=%s", clicker.tenant(), e.getMessage());
        }
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
