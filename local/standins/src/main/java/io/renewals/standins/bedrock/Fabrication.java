package io.renewals.standins.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;

/** A good answer spoilt in just the way a test asked for. */
final class Fabrication {
    private Fabrication() {}

    static ObjectNode spoilt(ObjectNode good, ModelFault fault) {
        ObjectNode answer = good.deepCopy();
        ArrayNode paragraphs = answer.withArray("paragraphs");
        return switch (fault) {
            case FABRICATE_NUMBERS ->
                added(answer, paragraphs, "Sign this week and you save 23%, that is $4,800 a year.");
            case FABRICATE_SPELLED ->
                added(
                        answer,
                        paragraphs,
                        "Sign this week and you save twenty-three percent, nearly five thousand dollars.");
            case FABRICATE_LINKS ->
                added(
                        answer,
                        paragraphs,
                        "See https://offers.example.net/renew or write to deals@offers.example.net to accept.");
            case UNKNOWN_PLACEHOLDER -> added(answer, paragraphs, "Your reference is {{secret_discount}}.");
            case FABRICATE_IDS -> {
                answer.putArray("citations").add("ev-invented-0001").add("ticket-99999");
                yield answer;
            }
            case EMPTY -> {
                answer.put("subject", "");
                answer.putArray("paragraphs");
                answer.putArray("citations");
                yield answer;
            }
            case MALFORMED -> Json.object().put("text", "Sure! Here is the renewal mail you asked for.");
            case FAIL, UNAVAILABLE, THROTTLE, STALL, DROP, GARBAGE, TRUNCATED -> answer;
        };
    }

    private static ObjectNode added(ObjectNode answer, ArrayNode paragraphs, String sentence) {
        paragraphs.insert(Math.max(0, paragraphs.size() - 1), sentence);
        return answer;
    }
}
