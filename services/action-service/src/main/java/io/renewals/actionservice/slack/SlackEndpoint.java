package io.renewals.actionservice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.app_backend.SlackSignature;
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
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * {@code POST /slack/interactions}: verifies Slack's signature over the bytes as they came, refuses what is older than five minutes
 * or was here before, and acknowledges once the decision is stored. A route below the REST layer, which would have parsed the form
 * and lost the bytes.
 */
@ApplicationScoped
public class SlackEndpoint {
    private static final Logger LOG = Logger.getLogger(SlackEndpoint.class);
    private static final long LARGEST_BODY = 512 * 1024;
    private static final String PAYLOAD = "payload=";

    private final SlackAccess access;
    private final Interactions interactions;
    private final Clock clock;
    private final ObjectMapper json;

    @Inject
    public SlackEndpoint(SlackAccess access, Interactions interactions, Clock clock, ObjectMapper json) {
        this.access = access;
        this.interactions = interactions;
        this.clock = clock;
        this.json = json;
    }

    void route(@Observes Router router) {
        router.post("/slack/interactions")
                .order(-10)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .blockingHandler(this::receive, false);
    }

    private void receive(RoutingContext context) {
        try {
            handle(context);
        } catch (RuntimeException e) {
            // Slack shows a failed acknowledgement to the person, so nobody takes a click for a decision.
            LOG.errorf(e, "slack interaction failed");
            end(context.response(), 500, "text/plain", "Not recorded. Try again in a moment.");
        }
    }

    private void handle(RoutingContext context) {
        byte[] bytes = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        String body = new String(bytes, StandardCharsets.UTF_8);
        String timestamp = header(context, "X-Slack-Request-Timestamp");
        String signature = header(context, "X-Slack-Signature");
        if (!isSigned(timestamp, signature, body)) {
            end(context.response(), 401, "text/plain", "The signature does not verify, or the request is too old.");
            return;
        }
        Optional<JsonNode> payload = payload(body);
        if (payload.isEmpty()) {
            end(context.response(), 400, "text/plain", "There is no readable payload.");
            return;
        }
        switch (interactions.receive(payload.get(), signature)) {
            case Interactions.Answer.Acknowledged done -> end(context.response(), 200, "text/plain", "");
            case Interactions.Answer.View view -> end(context.response(), 200, "application/json", view.json());
            case Interactions.Answer.Refused refused -> end(context.response(), 403, "text/plain", refused.why());
        }
    }

    private boolean isSigned(String timestamp, String signature, String body) {
        if (access.signingSecret().isEmpty() || timestamp.isEmpty() || signature.isEmpty()) {
            return false;
        }
        if (!timestamp.chars().allMatch(c -> c >= '0' && c <= '9') || timestamp.length() > 12) {
            return false;
        }
        SlackSignature.Generator generator =
                new SlackSignature.Generator(access.signingSecret().get());
        return new SlackSignature.Verifier(generator).isValid(timestamp, body, signature, clock.millis());
    }

    private Optional<JsonNode> payload(String body) {
        try {
            Optional<String> field = Arrays.stream(body.split("&"))
                    .filter(part -> part.startsWith(PAYLOAD))
                    .findFirst();
            return field.isEmpty()
                    ? Optional.empty()
                    : Optional.of(json.readTree(
                            URLDecoder.decode(field.get().substring(PAYLOAD.length()), StandardCharsets.UTF_8)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String header(RoutingContext context, String name) {
        String value = context.request().getHeader(name);
        return value == null ? "" : value;
    }

    private static void end(HttpServerResponse response, int status, String type, String body) {
        response.setStatusCode(status).putHeader("Content-Type", type).end(body);
    }
}
