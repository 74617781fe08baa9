package io.renewals.standins.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.util.List;
import java.util.Locale;

/**
 * The stand-in model's good answer: an offer in plain words that uses only placeholders it was offered, and neither a
 * digit nor a spelled-out number.
 */
final class Wording {
    private static final int CITED = 3;

    private final Prompt prompt;

    private Wording(Prompt prompt) {
        this.prompt = prompt;
    }

    static ObjectNode good(Prompt prompt) {
        return new Wording(prompt).write();
    }

    private ObjectNode write() {
        ObjectNode answer = Json.object();
        answer.put("subject", "Your renewal" + with(" for ", "account_name", "") + " is coming up");
        ArrayNode paragraphs = answer.putArray("paragraphs");
        if (!prompt.greetingAdded()) {
            paragraphs.add("Hello" + with(" ", "contact_name", "") + ",");
        }
        List.of(opening(), reason(), terms(), closing()).forEach(paragraphs::add);
        if (!prompt.greetingAdded()) {
            paragraphs.add("Kind regards," + with("\n", "owner_name", ""));
        }
        ArrayNode citations = answer.putArray("citations");
        prompt.evidence().stream().limit(CITED).forEach(citations::add);
        return answer;
    }

    private String opening() {
        return "Thank you for working with us" + with(" at ", "account_name", "") + ". Your contract"
                + with(" renews on ", "renewal_date", " and I", " renews soon and I")
                + " would like to settle it well ahead of time, so that nothing is left to the last day.";
    }

    private String reason() {
        String play = prompt.play().toLowerCase(Locale.ROOT).replace('-', '_');
        String current = with("", "current_plan", "", "the current plan");
        return switch (play) {
            case "upgrade" ->
                "Your team makes good use of what it has and is getting close to what " + current
                        + " allows. Moving up now leaves you room to grow without surprises.";
            case "loyalty" ->
                "You have been with us for a while and we value that. The offer below is our way of saying so.";
            case "right_size" ->
                "Looking at how your team works today, " + current
                        + " holds more than you need. I would rather you pay for what you use.";
            default -> "Your team's use has been steady, and I would be glad to carry on together.";
        };
    }

    private String terms() {
        return "I propose " + with("", "offer_plan", "", "to renew as you are") + with(" for ", "quantity", " seats")
                + with(" at ", "unit_price", " per seat") + with(" and ", "billing_period", "") + "."
                + with(" This includes a discount of ", "discount", ".");
    }

    private String closing() {
        return "If this suits you, a short reply" + with(" by ", "notice_deadline", "") + " is all it takes."
                + " If something has changed on your side, tell me and I will look at it again."
                + with(" The details are here: ", "link", "");
    }

    private String with(String before, String name, String after) {
        return with(before, name, after, "");
    }

    /** The placeholder in its braces between the two texts where it was offered, else the other text. */
    private String with(String before, String name, String after, String otherwise) {
        return prompt.placeholders().contains(name) ? before + "{{" + name + "}}" + after : otherwise;
    }
}
