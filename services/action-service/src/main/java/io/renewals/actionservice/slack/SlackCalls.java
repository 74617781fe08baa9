package io.renewals.actionservice.slack;

import com.google.gson.JsonParser;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.methods.response.views.ViewsPublishResponse;
import com.slack.api.methods.response.views.ViewsUpdateResponse;
import com.slack.api.model.view.View;
import io.quarkus.runtime.StartupEvent;
import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.Response;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * What goes back to Slack beside the acknowledgement, on threads of its own: nothing here holds a click up, and nothing here is a
 * decision. What Slack asks to wait with is waited with; a call that fails is logged, and what it would have shown stands on the
 * card's page.
 */
@ApplicationScoped
public class SlackCalls {
    private static final Logger LOG = Logger.getLogger(SlackCalls.class);
    /** A trigger id lives three seconds, from the click and not from here. */
    private static final Duration TRIGGER = Duration.ofMillis(2_700);
    /** A person who waits for a view, or for a line, does so for a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Config config;
    private final SlackAccess access;
    private final Slack slack;
    private final PacedCalls calls = new PacedCalls();

    @Inject
    public SlackCalls(SlackAccess access, Config config) {
        this.access = access;
        this.config = config;
        SlackConfig client = new SlackConfig();
        client.setMethodsEndpointUrlPrefix(access.apiUrl());
        client.setHttpClientCallTimeoutMillis(5_000);
        client.setStatsEnabled(false);
        this.slack = Slack.getInstance(client);
    }

    /** A view that is open. @param hash of its state, so that a later one is not overwritten */
    record Opened(String id, String hash) {}

    /** What became of a call; a failure is logged and is no exception. */
    sealed interface Answered<T> {
        record Yes<T>(T value) implements Answered<T> {}

        /** @param error as Slack names it */
        record No<T>(String error) implements Answered<T> {}
    }

    /** The first call loads classes and opens the connection, which can take longer than a trigger id lives. */
    void warmUp(@Observes StartupEvent event) {
        access.botToken()
                .filter(token -> !token.isBlank())
                .ifPresent(token -> with("", token, "auth.test", PATIENCE, client -> {
                    AuthTestResponse who = client.authTest(call -> call);
                    LOG.infof("slack bot team=%s user=%s refused=%s", who.getTeam(), who.getUser(), who.getError());
                    return answered(who.isOk(), who.getError(), String.valueOf(who.getTeam()));
                }));
    }

    /** A trigger id serves once. */
    CompletableFuture<Answered<Opened>> open(String tenant, String triggerId, String view) {
        return with(tenant, "views.open", TRIGGER, client -> {
            ViewsOpenResponse answer =
                    client.viewsOpen(call -> call.triggerId(triggerId).viewAsString(view));
            return answered(answer.isOk(), answer.getError(), opened(answer.getView()));
        });
    }

    /** @param hash of the view as it was; empty: whatever it is now */
    CompletableFuture<Answered<Opened>> update(String tenant, String viewId, String hash, String view) {
        return with(tenant, "views.update", PATIENCE, client -> {
            ViewsUpdateResponse answer = client.viewsUpdate(call -> {
                call.viewId(viewId).viewAsString(view);
                return hash.isEmpty() ? call : call.hash(hash);
            });
            return answered(answer.isOk(), answer.getError(), opened(answer.getView()));
        });
    }

    /** The person's home tab. */
    CompletableFuture<Answered<Opened>> publish(String tenant, String slackId, String view) {
        return with(tenant, "views.publish", PATIENCE, client -> {
            ViewsPublishResponse answer =
                    client.viewsPublish(call -> call.userId(slackId).viewAsString(view));
            return answered(answer.isOk(), answer.getError(), opened(answer.getView()));
        });
    }

    /** A direct message, for what no open view and no response URL can say any more. */
    void write(String tenant, String slackId, String text) {
        with(tenant, "chat.postMessage", PATIENCE, client -> {
            ChatPostMessageResponse answer = client.chatPostMessage(call -> call.channel(slackId)
                    .text(SlackText.cut(text, SlackLimits.SECTION))
                    .mrkdwn(false)
                    .linkNames(false));
            return answered(answer.isOk(), answer.getError(), answer.getTs());
        });
    }

    /** Something that only the person who clicked sees. @param answer as {@link Views#alone} writes it */
    CompletableFuture<Answered<String>> tellAlone(String responseUrl, String answer) {
        if (responseUrl.isBlank()) {
            return CompletableFuture.completedFuture(new Answered.No<>("no response_url"));
        }
        return calls.make("response_url", PATIENCE, () -> {
            try (Response taken = slack.getHttpClient().postJsonBody(responseUrl, JsonParser.parseString(answer))) {
                if (taken.code() == 429) {
                    throw new PacedCalls.Paced(PacedCalls.wait(taken.header("Retry-After")));
                }
                return answered(taken.isSuccessful(), "HTTP " + taken.code(), "");
            }
        });
    }

    /** Slack's client, for Socket Mode. */
    Slack slack() {
        return slack;
    }

    private interface Use<T> {
        Answered<T> of(MethodsClient client) throws IOException, SlackApiException;
    }

    private <T> CompletableFuture<Answered<T>> with(String tenant, String method, Duration within, Use<T> use) {
        Optional<String> token = tokenOf(tenant);
        if (token.isEmpty()) {
            LOG.warnf("slack call not made call=%s tenant=%s reason=no bot token", method, tenant);
            return CompletableFuture.completedFuture(new Answered.No<>("no bot token"));
        }
        return with(tenant, token.get(), method, within, use);
    }

    private <T> CompletableFuture<Answered<T>> with(
            String tenant, String token, String method, Duration within, Use<T> use) {
        return calls.make(method, tenant, within, () -> {
            try {
                return use.of(slack.methods(token));
            } catch (SlackApiException e) {
                if (e.getResponse().code() == 429) {
                    throw new PacedCalls.Paced(PacedCalls.wait(e.getResponse().header("Retry-After")));
                }
                return new Answered.No<>("HTTP " + e.getResponse().code());
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

    private static Opened opened(View view) {
        return view == null ? new Opened("", "") : new Opened(view.getId(), view.getHash());
    }

    private static <T> Answered<T> answered(boolean ok, String error, T value) {
        return ok ? new Answered.Yes<>(value) : new Answered.No<>(String.valueOf(error));
    }
}
