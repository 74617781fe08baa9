package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.slack.api.socket_mode.SocketModeClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * For installations that nobody can call from outside: with {@code SLACK_APP_TOKEN} set, this service opens the connection and Slack
 * sends over it what it would have posted. The connection is Slack's word for who sent it; an envelope that comes twice acts once.
 */
@ApplicationScoped
public class SocketMode {
    private static final Logger LOG = Logger.getLogger(SocketMode.class);
    private static final long AGAIN_S = 10;

    private final SlackAccess access;
    private final SlackCalls calls;
    private final BiFunction<Incoming, String, Reply> front;
    private final ObjectMapper json;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService connecting = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slack-socket").factory());
    private volatile SocketModeClient client;
    private volatile boolean stopping;

    @Inject
    public SocketMode(SlackAccess access, SlackCalls calls, SlackFront front, ObjectMapper json) {
        this(access, calls, front::hear, json);
    }

    /** @param front hears what came, with the proof that it came from Slack */
    SocketMode(SlackAccess access, SlackCalls calls, BiFunction<Incoming, String, Reply> front, ObjectMapper json) {
        this.access = access;
        this.calls = calls;
        this.front = front;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        access.appToken()
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .ifPresent(token -> connecting.execute(() -> connect(token)));
    }

    /** Once connected the client reconnects by itself; the first time is tried until it succeeds. */
    private void connect(String token) {
        if (stopping) {
            return;
        }
        try {
            SocketModeClient opening = calls.slack().socketMode(token, SocketModeClient.Backend.JavaWebSocket);
            opening.addInteractiveEnvelopeListener(
                    envelope -> receive(envelope.getEnvelopeId(), envelope.getPayload(), this::interaction));
            opening.addSlashCommandsEnvelopeListener(
                    envelope -> receive(envelope.getEnvelopeId(), envelope.getPayload(), this::command));
            opening.addEventsApiEnvelopeListener(
                    envelope -> receive(envelope.getEnvelopeId(), envelope.getPayload(), this::event));
            opening.addWebSocketErrorListener(error -> LOG.warnf("slack socket failed reason=%s", error.getMessage()));
            opening.connect();
            client = opening;
            LOG.info("slack socket connected");
        } catch (IOException | RuntimeException e) {
            LOG.warnf("slack socket not connected reason=%s", e.getMessage());
            if (!stopping) {
                connecting.schedule(() -> connect(token), AGAIN_S, TimeUnit.SECONDS);
            }
        }
    }

    private void receive(String envelopeId, JsonElement payload, Function<JsonNode, Incoming> reader) {
        threads.execute(() -> {
            try {
                Incoming incoming = reader.apply(json.readTree(payload.toString()));
                acknowledge(envelopeId, front.apply(incoming, "envelope " + envelopeId));
            } catch (JsonProcessingException | RuntimeException e) {
                // Without an acknowledgement Slack shows the failure to the person and sends the envelope again.
                LOG.errorf(e, "slack envelope failed");
            }
        });
    }

    private void acknowledge(String envelopeId, Reply reply) throws JsonProcessingException {
        ObjectNode answer = json.createObjectNode().put("envelope_id", envelopeId);
        switch (reply) {
            case Reply.Acknowledged done -> LOG.debugf("envelope acknowledged");
            case Reply.Json body -> answer.set("payload", json.readTree(body.body()));
            case Reply.Plain text -> LOG.debugf("no address is checked over a socket");
            case Reply.Refused refused -> LOG.infof("slack envelope refused reason=%s", refused.why());
        }
        SocketModeClient connected = client;
        if (connected != null) {
            connected.sendWebSocketMessage(json.writeValueAsString(answer));
        }
    }

    private Incoming interaction(JsonNode payload) {
        return new Incoming.Interaction(payload);
    }

    private Incoming event(JsonNode payload) {
        return new Incoming.Event(payload);
    }

    private Incoming command(JsonNode payload) {
        Map<String, String> fields = new LinkedHashMap<>();
        payload.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText("")));
        return new Incoming.SlashCommand(fields);
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        stopping = true;
        connecting.shutdownNow();
        threads.shutdown();
        if (client != null) {
            client.close();
        }
    }
}
