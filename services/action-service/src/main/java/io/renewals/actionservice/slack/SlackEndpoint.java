package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What Slack posts to: {@code /slack/interactions}, {@code /slack/events} and {@code /slack/commands}, one rule for all three. The
 * signature is verified over the bytes as they came, what is older than five minutes or was here before is refused, and a request is
 * acknowledged once it is stored. Routes below the REST layer, which would have parsed a form and lost its bytes.
 */
@ApplicationScoped
public class SlackEndpoint {
    static final String INTERACTIONS = "/slack/interactions";
    static final String EVENTS = "/slack/events";
    static final String COMMANDS = "/slack/commands";
    private static final Logger LOG = Logger.getLogger(SlackEndpoint.class);
    private static final long LARGEST_BODY = 512 * 1024;

    private final Optional<Signatures> signatures;
    private final SlackFront front;
    private final Clock clock;
    private final ObjectMapper json;
    /** Each request waits for the database on a thread of its own, so that many at once don't wait for each other. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    public SlackEndpoint(SlackAccess access, SlackFront front, Clock clock, ObjectMapper json) {
        this.signatures = access.signingSecret()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(Signatures::new);
        this.front = front;
        this.clock = clock;
        this.json = json;
    }

    void route(@Observes Router router) {
        route(router, INTERACTIONS, this::interaction);
        route(router, EVENTS, this::event);
        route(router, COMMANDS, body -> Optional.of(new Incoming.SlashCommand(form(body))));
    }

    private void route(Router router, String path, Function<String, Optional<Incoming>> reader) {
        router.post(path)
                .order(-10)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(context -> threads.execute(() -> receive(context, reader)));
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdown();
    }

    private void receive(RoutingContext context, Function<String, Optional<Incoming>> reader) {
        try {
            handle(context, reader);
        } catch (RuntimeException e) {
            // Slack shows a failed acknowledgement to the person, so nobody takes a click for a decision.
            LOG.errorf(e, "slack request failed path=%s", context.request().path());
            end(context.response(), 500, "text/plain", "Not recorded. Try again in a moment.");
        }
    }

    private void handle(RoutingContext context, Function<String, Optional<Incoming>> reader) {
        byte[] bytes = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        String body = new String(bytes, StandardCharsets.UTF_8);
        String timestamp = header(context, "X-Slack-Request-Timestamp");
        String signature = header(context, "X-Slack-Signature");
        boolean verifies = signatures
                .filter(with -> with.verifies(timestamp, signature, body, clock.instant()))
                .isPresent();
        if (!verifies) {
            end(context.response(), 401, "text/plain", "The signature does not verify, or the request is too old.");
            return;
        }
        Optional<Incoming> incoming = reader.apply(body);
        if (incoming.isEmpty()) {
            end(context.response(), 400, "text/plain", "There is no readable payload.");
            return;
        }
        switch (front.hear(incoming.get(), signature)) {
            case Reply.Acknowledged done -> end(context.response(), 200, "text/plain", "");
            case Reply.Json answer -> end(context.response(), 200, "application/json", answer.body());
            case Reply.Plain answer -> end(context.response(), 200, "text/plain", answer.text());
            case Reply.Refused refused -> end(context.response(), 403, "text/plain", refused.why());
        }
    }

    private Optional<Incoming> interaction(String body) {
        return Optional.ofNullable(form(body).get("payload"))
                .flatMap(this::parsed)
                .map(Incoming.Interaction::new);
    }

    private Optional<Incoming> event(String body) {
        return parsed(body)
                .map(event -> event.path("type").asText().equals("url_verification")
                        ? new Incoming.AddressCheck(event.path("challenge").asText(""))
                        : new Incoming.Event(event));
    }

    private Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(json.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Empty where it is no form. */
    private static Map<String, String> form(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        try {
            for (String pair : body.split("&")) {
                int split = pair.indexOf('=');
                if (split > 0) {
                    fields.put(
                            URLDecoder.decode(pair.substring(0, split), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(split + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        return fields;
    }

    private static String header(RoutingContext context, String name) {
        String value = context.request().getHeader(name);
        return value == null ? "" : value;
    }

    private static void end(HttpServerResponse response, int status, String type, String body) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status).putHeader("Content-Type", type).end(body);
        }
    }
}
