package io.renewals.standins.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.BadRequest;
import io.renewals.standins.http.ConnectionDropped;
import io.renewals.standins.http.FaultPlan;
import io.renewals.standins.http.FaultPlan.Fault;
import io.renewals.standins.http.Json;
import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Converse operation and the tests' side door under {@code /control/}. */
public final class BedrockSite implements AutoCloseable {
    private static final Pattern CONVERSE = Pattern.compile("/model/([^/]+)/converse");
    private static final int CHARACTERS_A_TOKEN = 4;

    private final FaultPlan<ModelFault> faults = new FaultPlan<>();
    private final ModelCalls calls;

    public BedrockSite(InstantSource clock) {
        calls = new ModelCalls(clock);
    }

    public Response handle(Request request) throws InterruptedException {
        Matcher converse = CONVERSE.matcher(request.path());
        if (converse.matches() && request.method().equals("POST")) {
            return converse(URLDecoder.decode(converse.group(1), StandardCharsets.UTF_8), request);
        }
        return switch (request.method() + " " + request.path()) {
            case "GET /", "GET /control/mode" -> Response.json(pending());
            case "GET /control/calls" -> Response.json(calls.asRecord());
            case "POST /control/mode" -> Response.json(mode(request.json()));
            case "POST /control/reset" -> Response.json(reset());
            default -> failure(404, "ResourceNotFoundException", "no such operation: " + request.path());
        };
    }

    private Response converse(String model, Request request) throws InterruptedException {
        if (!request.header("Authorization").startsWith("AWS4-HMAC-SHA256 ")
                && !request.header("Authorization").startsWith("Bearer ")) {
            return failure(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Prompt prompt;
        try {
            prompt = Prompt.of(request.json());
        } catch (BadRequest e) {
            return failure(400, "ValidationException", e.getMessage());
        }
        Optional<Fault<ModelFault>> fault = faults.next(model);
        calls.add(model, prompt, fault.map(BedrockSite::name).orElse("ok"));
        return fault.isEmpty() ? answer(prompt, null) : suffer(prompt, fault.get());
    }

    private Response suffer(Prompt prompt, Fault<ModelFault> fault) throws InterruptedException {
        return switch (fault.mode()) {
            case FAIL -> failure(500, "InternalServerException", "The system encountered an unexpected error.");
            case UNAVAILABLE -> failure(503, "ServiceUnavailableException", "The service is temporarily unavailable.");
            case THROTTLE -> failure(429, "ThrottlingException", "Too many requests, please wait before trying again.");
            case STALL -> {
                faults.stall(fault.millis());
                yield answer(prompt, null);
            }
            case DROP -> throw new ConnectionDropped();
            case GARBAGE ->
                new Response(
                        200,
                        Map.of("Content-Type", "application/json"),
                        "<html>upstream said no</html>".getBytes(StandardCharsets.UTF_8));
            case MALFORMED,
                    TRUNCATED,
                    FABRICATE_NUMBERS,
                    FABRICATE_SPELLED,
                    FABRICATE_IDS,
                    FABRICATE_LINKS,
                    UNKNOWN_PLACEHOLDER,
                    EMPTY -> answer(prompt, fault.mode());
        };
    }

    /** @param fault null for a good answer */
    private static Response answer(Prompt prompt, ModelFault fault) {
        ObjectNode good = Wording.good(prompt);
        ObjectNode words = fault == null ? good : Fabrication.spoilt(good, fault);
        String text =
                fault == ModelFault.MALFORMED ? words.path("text").asText() + " {\"subject\": " : Json.text(words);
        boolean cut = fault == ModelFault.TRUNCATED;
        ObjectNode message = Json.object().put("role", "assistant");
        ArrayNode content = message.putArray("content");
        if (prompt.tool().isEmpty()) {
            content.addObject().put("text", cut ? text.substring(0, text.length() / 2) : text);
        } else {
            ObjectNode use = content.addObject().putObject("toolUse");
            use.put(
                    "toolUseId",
                    "tooluse_" + UUID.randomUUID().toString().replace("-", "").substring(0, 22));
            use.put("name", prompt.tool());
            use.set("input", cut ? Json.object().set("subject", words.path("subject")) : words);
        }
        ObjectNode answer = Json.object();
        answer.putObject("output").set("message", message);
        answer.put("stopReason", cut ? "max_tokens" : prompt.tool().isEmpty() ? "end_turn" : "tool_use");
        int in = prompt.characters() / CHARACTERS_A_TOKEN;
        int out = text.length() / CHARACTERS_A_TOKEN;
        answer.putObject("usage")
                .put("inputTokens", in)
                .put("outputTokens", out)
                .put("totalTokens", in + out);
        answer.putObject("metrics").put("latencyMs", 1);
        return Response.json(answer).with("x-amzn-RequestId", UUID.randomUUID().toString());
    }

    private static Response failure(int status, String type, String message) {
        return Response.json(status, Json.object().put("message", message))
                .with("x-amzn-ErrorType", type)
                .with("x-amzn-RequestId", UUID.randomUUID().toString());
    }

    private ObjectNode mode(JsonNode body) {
        String name = body.path("mode").asText().toUpperCase(Locale.ROOT);
        if (name.equals("OK")) {
            faults.reset();
            return pending();
        }
        if (Arrays.stream(ModelFault.values()).noneMatch(mode -> mode.name().equals(name))) {
            throw new BadRequest("mode is ok or one of "
                    + Arrays.toString(ModelFault.values()).toLowerCase(Locale.ROOT));
        }
        fault(
                ModelFault.valueOf(name),
                body.path("calls").asInt(FaultPlan.UNTIL_RESET),
                body.path("model").asText(""),
                body.path("ms").asLong(0));
        return pending();
    }

    public void fault(ModelFault mode, int count, String model, long millis) {
        faults.add(new Fault<>(mode, count, model, millis, ""));
    }

    private ObjectNode pending() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("modes");
        for (Fault<ModelFault> fault : faults.pending()) {
            list.addObject()
                    .put("mode", name(fault))
                    .put("calls", fault.calls())
                    .put("model", fault.target())
                    .put("ms", fault.millis());
        }
        return answer.put("total_calls", calls.total());
    }

    public ObjectNode reset() {
        faults.reset();
        calls.reset();
        return pending();
    }

    public ObjectNode calls() {
        return calls.asRecord();
    }

    public long callsOf(String offerId) {
        return calls.ofOffer(offerId);
    }

    @Override
    public void close() {
        faults.reset();
    }

    private static String name(Fault<ModelFault> fault) {
        return fault.mode().name().toLowerCase(Locale.ROOT);
    }
}
