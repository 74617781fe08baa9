package io.renewals.standins;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;
import io.renewals.standins.http.StandInServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An app as the stand-in's interactions meet it: verifies with Slack's own verifier, then answers as the test says. */
final class ListeningApp implements AutoCloseable {
    static final String SECRET = "a-secret-of-the-test";

    final List<JsonNode> accepted = new CopyOnWriteArrayList<>();
    volatile Function<JsonNode, Response> answer = payload -> Response.empty(200);
    private final SlackSignature.Verifier verifier = new SlackSignature.Verifier(new SlackSignature.Generator(SECRET));
    private final StandInServer server = StandInServer.start(0, "", this::handle);

    String url() {
        return "http://localhost:" + server.port() + "/slack/interactions";
    }

    private Response handle(Request request) {
        boolean valid = verifier.isValid(
                request.header("X-Slack-Request-Timestamp"), request.text(), request.header("X-Slack-Signature"));
        if (!valid) {
            return Response.error(401, "bad signature");
        }
        JsonNode payload = request.form().containsKey("payload")
                ? Json.parse(request.form().get("payload"))
                : request.header("Content-Type").startsWith("application/json")
                        ? request.json()
                        : Json.object().put("command", request.form().get("command"));
        accepted.add(payload);
        return answer.apply(payload);
    }

    JsonNode last() {
        return accepted.getLast();
    }

    @Override
    public void close() {
        server.close();
    }
}
