package io.renewals.standins.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
        answer.put("subject", subject());
        ArrayNode paragraphs = answer.putArray("paragraphs");
        for (String paragraph : List.of(greeting(), opening(), reason(), terms(), closing(), signOff())) {
            if (!paragraph.isBlank()) {
                paragraphs.add(paragraph.strip());
            }
        }
        ArrayNode citations = answer.putArray("citations");
        prompt.evidence().stream().limit(CITED).forEach(citations::add);
        return answer;
    }

    private String subject() {
        return "Your renewal" + with(" for ", "", "account_name", "account", "company_name") + " is coming up";
    }

    private String greeting() {
        String name = with("", "", "contact_first_name", "contact_name", "recipient_name", "contact");
        return name.isEmpty() ? "Hello," : "Hi " + name + ",";
    }

    private String opening() {
        String date = with(", which runs until ", ",", "renewal_date", "term_end", "end_date", "contract_end");
        return "Thank you for working with us" + with(" at ", "", "account_name", "account", "company_name")
                + ". I would like to settle your renewal" + (date.isEmpty() ? "" : date)
                + " well ahead of time, so that nothing is left to the last day.";
    }

    private String reason() {
        String play = prompt.play().toLowerCase(Locale.ROOT).replace('-', '_');
        String current = with(" the ", " plan", "current_plan", "current_plan_name", "plan_current");
        if (play.contains("upgrade")) {
            return "Your team makes good use of what it has, and it is getting close to what"
                    + (current.isEmpty() ? " the current plan" : current)
                    + " allows. Moving up now leaves you room to grow without surprises.";
        }
        if (play.contains("loyal")) {
            return "You have been with us for a while and we value that. The offer below is our way of saying so.";
        }
        if (play.contains("right")) {
            return "Looking at how your team works today,"
                    + (current.isEmpty() ? " your plan" : current)
                    + " holds more than you need. I would rather you pay for what you use.";
        }
        return "Your team's use has been steady, and I would be glad to carry on together.";
    }

    private String terms() {
        StringBuilder text = new StringBuilder();
        String plan = with("the ", " plan", "plan_name", "new_plan", "offer_plan", "proposed_plan", "plan");
        text.append("I propose ").append(plan.isEmpty() ? "to renew" : plan);
        text.append(with(" for ", "", "quantity", "seats", "quantity_label"));
        text.append(with(" at ", "", "unit_price", "offer_price", "new_price", "price", "total_price"));
        text.append(with(" ", "", "billing_period", "period", "per_period"));
        String discount = with("This includes a discount of ", ".", "discount", "discount_percent", "discount_pct");
        text.append(". ").append(discount);
        return text.toString();
    }

    private String closing() {
        String deadline = with(" by ", "", "notice_deadline", "notice_date", "reply_by", "deadline");
        String link = with(" You can also look at the details here: ", ".", "offer_link", "link", "meeting_link");
        return "If this suits you, a short reply" + deadline
                + " is all it takes. If something has changed on your side," + " tell me and I will look at it again."
                + link;
    }

    private String signOff() {
        String owner = with("\n", "", "owner_name", "sender_name", "owner");
        boolean clean = !prompt.signOff().isEmpty() && !prompt.signOff().matches(".*[\\d@{}/%$€£].*");
        return (clean ? prompt.signOff().replaceAll(",?\\s*$", "") : "Kind regards") + "," + owner;
    }

    /** The first of these placeholders that was offered, in its braces between the two texts; empty when none was. */
    private String with(String before, String after, String... names) {
        return Stream.of(names)
                .filter(prompt.placeholders()::contains)
                .findFirst()
                .map(name -> before + "{{" + name + "}}" + after)
                .orElse("");
    }
}
