package io.renewals.actionservice.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.actionservice.adapter.MyQueue;
import io.renewals.actionservice.adapter.MyQueue.Waiting;
import io.renewals.actionservice.adapter.SlackRequests.Entry;
import io.renewals.actionservice.slack.RequestLog.NotRecorded;
import io.renewals.messaging.Retriable;
import io.renewals.rulebook.Rulebook;
import io.renewals.store.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** {@code /renewals queue}, {@code account <name>} and {@code help}; answered to the person alone, and nothing is decided by it. */
@ApplicationScoped
public class SlashCommands {
    private static final Logger LOG = Logger.getLogger(SlashCommands.class);
    private static final int THREADS = 4;
    private static final int NAME = 200;
    private static final String BUSY = "The service is busy. Try again in a moment.";

    private final RequestLog log;
    private final Transactions transactions;
    private final SlackCalls calls;
    private final Clock clock;
    private final Views views;
    private final CommandAnswers answers;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1_000),
            Thread.ofPlatform().daemon().name("slack-commands-", 1).factory());

    @Inject
    public SlashCommands(
            RequestLog log,
            Transactions transactions,
            SlackCalls calls,
            SlackAccess access,
            Clock clock,
            ObjectMapper json) {
        this.log = log;
        this.transactions = transactions;
        this.calls = calls;
        this.clock = clock;
        this.views = new Views(json, access.publicUrl());
        this.answers = new CommandAnswers(views);
    }

    Reply hear(Incoming.SlashCommand in, Rulebook rulebook, String proof, Deadline deadline) {
        Entry entry = new Entry(rulebook.tenant(), proof, UUID.randomUUID().toString(), in.id(), Optional.empty());
        try {
            if (!log.firstTime(entry, deadline.left())) {
                return new Reply.Refused("This request was here before.");
            }
        } catch (NotRecorded e) {
            return new Reply.Json(views.alone("The service is too slow at the moment. Try again.", new Blocks()));
        }
        Optional<Clicker> clicker = Clicker.of(rulebook, in.user());
        if (clicker.isEmpty()) {
            return new Reply.Json(views.alone(Interactions.UNKNOWN_PERSON, new Blocks()));
        }
        try {
            CompletableFuture<String> answer =
                    CompletableFuture.supplyAsync(() -> answer(in.text(), clicker.get()), threads);
            return inTime(answer, in, deadline);
        } catch (RejectedExecutionException e) {
            return new Reply.Json(views.alone(BUSY, new Blocks()));
        }
    }

    private Reply inTime(CompletableFuture<String> answer, Incoming.SlashCommand in, Deadline deadline) {
        try {
            return new Reply.Json(answer.get(deadline.ofTheAnswer().left().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.thenAccept(late -> calls.tellAlone(in.responseUrl(), late));
            return new Reply.Json(views.alone("One moment …", new Blocks()));
        } catch (ExecutionException e) {
            LOG.warnf("slash command failed team=%s reason=%s", in.team(), e.getCause());
            return new Reply.Json(views.alone(BUSY, new Blocks()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Json(views.alone("The service is stopping. Try again in a moment.", new Blocks()));
        }
    }

    /** @throws Retriable where the database is away */
    private String answer(String text, Clicker clicker) {
        String[] words = text.split("\\s+", 2);
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), clicker.rulebook().zone());
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "queue", "" -> queue(clicker, today);
            case "account" ->
                words.length < 2 || words[1].isBlank() || words[1].length() > NAME
                        ? views.alone("Say which: /renewals account <name>", new Blocks())
                        : account(unescaped(words[1].strip()), clicker, today);
            default -> answers.help();
        };
    }

    private String queue(Clicker clicker, LocalDate today) {
        record Read(List<Waiting> cards, long total) {}
        Read read = transactions.inTenant(clicker.tenant(), work -> {
            MyQueue mine = new MyQueue(work, clicker.person().email());
            return new Read(mine.waiting(CommandAnswers.CARDS), mine.count());
        });
        return answers.queue(read.cards(), read.total(), today);
    }

    private String account(String name, Clicker clicker, LocalDate today) {
        List<Waiting> found = transactions.inTenant(
                clicker.tenant(),
                work -> new MyQueue(work, clicker.person().email()).ofAccount(name, CommandAnswers.FOUND + 1));
        return answers.account(name, found, clicker, today);
    }

    /** Slack hands on what was typed with these three escaped. */
    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
