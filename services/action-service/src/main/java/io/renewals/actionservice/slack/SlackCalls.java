package io.renewals.actionservice.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * What goes back to Slack beside the acknowledgement, on threads of its own: nothing here holds a click up, and nothing here is a
 * decision. A call that fails is logged and not repeated; what it would have shown stands on the card's page.
 */
@ApplicationScoped
public class SlackCalls {
    private static final Logger LOG = Logger.getLogger(SlackCalls.class);
    private static final int THREADS = 4;
    private static final int WAITING = 200;

    private final SlackAccess access;
    private final Config config;
    private final Slack slack;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("slack-calls-", 1).factory());

    @Inject
    public SlackCalls(SlackAccess access, Config config) {
        this.access = access;
        this.config = config;
        SlackConfig client = new SlackConfig();
        client.setMethodsEndpointUrlPrefix(access.apiUrl());
        client.setHttpClientCallTimeoutMillis(5_000);
        this.slack = Slack.getInstance(client);
    }

    /** The first call loads classes and opens the connection, which can take longer than a trigger id lives. */
    void warmUp(@Observes StartupEvent event) {
        access.botToken()
                .filter(token -> !token.isBlank())
                .ifPresent(token -> run("auth.test", () -> {
                    AuthTestResponse who = slack.methods(token).authTest(call -> call);
                    if (who.isOk()) {
                        LOG.infof("slack knows the bot team=%s user=%s", who.getTeam(), who.getUser());
                    } else {
                        LOG.warnf("slack refuses the bot token reason=%s", who.getError());
                    }
                }));
    }

    /** A trigger id lives three seconds and serves once. */
    void openModal(String tenant, String triggerId, String view) {
        Optional<String> token = tokenOf(tenant);
        if (token.isEmpty()) {
            LOG.warnf("modal not opened tenant=%s reason=no bot token", tenant);
            return;
        }
        run("views.open", () -> {
            ViewsOpenResponse opened = slack.methods(token.get())
                    .viewsOpen(call -> call.triggerId(triggerId).viewAsString(view));
            if (!opened.isOk()) {
                LOG.warnf("modal not opened tenant=%s reason=%s", tenant, opened.getError());
            }
        });
    }

    /** The tenant's own, else the one for all. */
    private Optional<String> tokenOf(String tenant) {
        String own = "SLACK_BOT_TOKEN_" + tenant.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return config.getOptionalValue(own, String.class)
                .or(access::botToken)
                .map(String::strip)
                .filter(token -> !token.isEmpty());
    }

    /** A line that only the person who clicked sees. */
    void tellAlone(String responseUrl, String text) {
        if (responseUrl.isBlank()) {
            return;
        }
        run("response_url", () -> new ActionResponseSender(slack)
                .send(
                        responseUrl,
                        ActionResponse.builder()
                                .responseType("ephemeral")
                                .replaceOriginal(false)
                                .text(text)
                                .build()));
    }

    private interface Call {
        void make() throws IOException, SlackApiException;
    }

    private void run(String name, Call call) {
        try {
            threads.execute(() -> {
                try {
                    call.make();
                } catch (IOException | SlackApiException | RuntimeException e) {
                    LOG.warnf("slack call failed call=%s reason=%s", name, e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.warnf("slack call dropped call=%s reason=too many at once", name);
        }
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
