package io.renewals.notifier.adapter;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import io.quarkus.runtime.ShutdownEvent;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.domain.Delivery;
import io.renewals.notifier.domain.SlackMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;

/**
 * Direct messages through Slack's client, each attempted once: the HTTP client underneath repeats nothing either. A call that failed
 * before its first byte was written has certainly posted nothing; one that failed after it may have.
 */
@ApplicationScoped
public class SlackDirect {
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
    /** Slack says of these that part of the work may have been done. */
    private static final Set<String> PERHAPS_DONE = Set.of("fatal_error", "internal_error", "request_timeout");

    /** Slack says these of a message that can't be changed any more. */
    private static final Set<String> GONE = Set.of(
            "message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found", "is_inactive");

    private static final Set<String> PASSING =
            Set.of("ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "message_limit_exceeded");

    /** Whether the call of this thread has begun to write its request. */
    private final ThreadLocal<Boolean> written = ThreadLocal.withInitial(() -> false);

    private final SlackTokens tokens;
    private final Slack slack;

    @Inject
    public SlackDirect(NotifierConfig config, SlackTokens tokens) {
        this.tokens = tokens;
        SlackConfig settings = new SlackConfig();
        settings.setMethodsEndpointUrlPrefix(config.slackApiUrl());
        settings.setStatsEnabled(false);
        OkHttpClient http = SlackHttpClient.buildOkHttpClient(settings)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .callTimeout(config.callTimeout())
                .eventListener(new EventListener() {
                    @Override
                    public void requestHeadersStart(Call call) {
                        written.set(true);
                    }
                })
                .build();
        SlackHttpClient client = new SlackHttpClient(http);
        client.setConfig(settings);
        this.slack = Slack.getInstance(settings, client);
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        slack.close();
    }

    /** Posts to a person. @param channel their direct message channel; null: to be opened */
    public Delivery post(String tenant, String slackId, String channel, SlackMessage message) {
        MethodsClient client = slack.methods(tokens.of(tenant).orElse(""));
        String[] to = {channel};
        if (channel == null) {
            Delivery opened = call(
                    false,
                    () -> {
                        var answer = client.conversationsOpen(ask -> ask.users(List.of(slackId)));
                        to[0] = answer.isOk() ? answer.getChannel().getId() : null;
                        return answer;
                    },
                    () -> to[0],
                    () -> "");
            if (!(opened instanceof Delivery.Taken)) {
                return opened;
            }
        }
        String[] ts = {""};
        return call(
                true,
                () -> {
                    var answer = client.chatPostMessage(ask -> ask.channel(to[0])
                            .text(message.text())
                            .blocksAsString(CardJson.write(message.blocks()))
                            .linkNames(false)
                            .unfurlLinks(false)
                            .unfurlMedia(false));
                    ts[0] = answer.getTs();
                    return answer;
                },
                () -> to[0],
                () -> ts[0]);
    }

    /** Changes a message in place; {@link Delivery.Gone} where it is not there to be changed. */
    public Delivery update(String tenant, String channel, String ts, SlackMessage message) {
        MethodsClient client = slack.methods(tokens.of(tenant).orElse(""));
        String[] error = {""};
        Delivery changed = call(
                true,
                () -> {
                    var answer = client.chatUpdate(ask -> ask.channel(channel)
                            .ts(ts)
                            .text(message.text())
                            .blocksAsString(CardJson.write(message.blocks()))
                            .linkNames(false));
                    error[0] = String.valueOf(answer.getError());
                    return answer;
                },
                () -> channel,
                () -> ts);
        return GONE.contains(error[0]) ? new Delivery.Gone("Slack: " + error[0]) : changed;
    }

    @FunctionalInterface
    private interface Attempt {
        SlackApiTextResponse run() throws IOException, SlackApiException;
    }

    /** @param posts false: whatever becomes of the call, nobody was written to */
    private Delivery call(
            boolean posts,
            Attempt attempt,
            java.util.function.Supplier<String> channel,
            java.util.function.Supplier<String> reference) {
        written.set(false);
        try {
            SlackApiTextResponse answer = attempt.run();
            return answer.isOk()
                    ? new Delivery.Taken(channel.get(), reference.get())
                    : refused(posts, String.valueOf(answer.getError()));
        } catch (SlackApiException e) {
            return byStatus(posts, e);
        } catch (IOException e) {
            return doubtful(posts && written.get(), "no answer from Slack: " + e);
        } catch (RuntimeException e) {
            return doubtful(posts && written.get(), "the answer of Slack could not be read: " + e);
        }
    }

    private static Delivery refused(boolean posts, String error) {
        if (PERHAPS_DONE.contains(error)) {
            return doubtful(posts, "Slack: " + error);
        }
        return PASSING.contains(error)
                ? new Delivery.NotTaken("Slack: " + error, Optional.empty())
                : new Delivery.Refused("Slack: " + error);
    }

    private static Delivery byStatus(boolean posts, SlackApiException failure) {
        int status = failure.getResponse().code();
        String detail = "Slack answered " + status;
        if (status == 429) {
            return new Delivery.NotTaken(
                    detail, Optional.of(wait(failure.getResponse().header("Retry-After"))));
        }
        return status >= 500 ? doubtful(posts, detail) : new Delivery.Refused(detail);
    }

    private static Delivery doubtful(boolean inDoubt, String detail) {
        return inDoubt ? new Delivery.InDoubt(detail) : new Delivery.NotTaken(detail, Optional.empty());
    }

    private static Duration wait(String seconds) {
        return seconds != null && seconds.matches("\\d{1,5}")
                ? Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)))
                : DEFAULT_WAIT;
    }
}
