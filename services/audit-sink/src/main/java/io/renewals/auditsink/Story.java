package io.renewals.auditsink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.renewals.messaging.DeadLetters;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Sealed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry in a person's words.
 *
 * @param what happened, a few words
 * @param who did it: a person, else the service
 * @param details one line; may be empty
 * @param evidence source ids it rests on
 */
public record Story(String what, String who, String details, List<String> evidence) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Story of(Sealed entry) {
        if (entry.content().isEmpty()) {
            return new Story(
                    "Erased", source(entry), "The content was erased; the entry and its place remain.", List.of());
        }
        JsonNode body = json(entry.fact().decoded() ? entry.content().get().body() : "");
        String topic = entry.fact().topic();
        if (topic.endsWith(".dead")) {
            return deadLetter(topic, entry.content().get());
        }
        if (!entry.fact().decoded()) {
            return new Story("Could not be read", source(entry), "Its bytes are kept as they came.", List.of());
        }
        return told(entry, topic, body);
    }

    private static Story told(Sealed entry, String topic, JsonNode body) {
        String service = source(entry);
        List<String> evidence = evidence(body);
        return switch (topic) {
            case Topics.TERMS_REPORTED -> new Story("Terms reported", service, terms(body.path("terms")), evidence);
            case Topics.SIGNAL_REPORTED -> new Story("Signal reported", service, signal(body.path("signal")), evidence);
            case Topics.OUTCOME_REPORTED ->
                new Story(
                        "Outcome reported",
                        service,
                        line(word(body, "outcome"), text(body, "effectiveDate")),
                        evidence);
            case Topics.ACCOUNT_ACCEPTED -> new Story("Facts accepted", service, accepted(body), evidence);
            case Topics.ACCOUNT_REJECTED -> new Story("Facts refused", service, rejections(body), evidence);
            case Topics.ACCOUNT_PROPOSED ->
                new Story(
                        text(body, "withdraws").isEmpty() ? "Facts proposed" : "Proposal taken back",
                        service,
                        line(terms(body.path("terms")), "by " + word(body, "lane"), text(body, "origin")),
                        evidence);
            case Topics.PROPOSAL_ACTIONED ->
                new Story(
                        body.path("accepted").asBoolean() ? "Proposal accepted" : "Proposal refused",
                        text(body, "actor"),
                        body.path("accepted").asBoolean() ? terms(body.path("terms")) : text(body, "reason"),
                        evidence);
            case Topics.ACCOUNT_CHANGED ->
                new Story(
                        "Account is " + word(body, "state"),
                        service,
                        line(
                                "cycle " + text(body, "cycleNo"),
                                "revision " + text(body, "revision"),
                                text(body, "suppression")),
                        evidence);
            case Topics.RULEBOOK_PUBLISHED ->
                new Story(
                        "Rulebook version " + text(body, "version") + " in force",
                        text(body, "publishedBy"),
                        text(body, "comment"),
                        evidence);
            default -> renewal(topic, body, service, evidence);
        };
    }

    private static Story renewal(String topic, JsonNode body, String service, List<String> evidence) {
        return switch (topic) {
            case Topics.RENEWAL_DUE ->
                new Story(
                        "Renewal checked",
                        service,
                        line(
                                text(body, "daysToRenewal") + " days to the renewal",
                                "cycle " + text(body, "cycleNo"),
                                "rulebook version " + text(body, "rulebookVersion")),
                        evidence);
            case Topics.RENEWAL_ASSESSED ->
                new Story(
                        "Assessed: " + word(body, "verdict"),
                        service,
                        line("severity " + word(body, "severity"), text(body, "reason"), text(body, "abstainReason")),
                        evidence);
            case Topics.OFFER_DECIDED -> new Story("Offer decided", service, offer(body.path("offer")), evidence);
            case Topics.OFFER_DRAFTED ->
                new Story(
                        "Offer worded",
                        body.hasNonNull("modelId")
                                ? service + " with " + text(body, "modelId")
                                : service + ", " + word(body, "engine"),
                        line(
                                "“" + text(body, "subject") + "”",
                                "model attempts: " + text(body, "attempts"),
                                list(body.path("flags"))),
                        evidence);
            case Topics.OFFER_QUEUED -> new Story("In the owner's queue", service, card(body.path("card")), evidence);
            case Topics.OFFER_HELD ->
                new Story(
                        "Held: " + text(body, "limit"),
                        service,
                        line(text(body, "explanation"), card(body.path("card"))),
                        evidence);
            case Topics.OFFER_ACTIONED -> action(body, evidence);
            case Topics.OWNER_NOTIFIED ->
                new Story(
                        "Owner notified: " + word(body, "outcome"),
                        service,
                        line(
                                text(body, "owner") + " by " + text(body, "channel"),
                                word(body, "kind"),
                                text(body, "detail")),
                        evidence);
            case Topics.DIGEST_PREPARED ->
                new Story(
                        sentence(word(body, "kind")) + " digest prepared",
                        service,
                        line(
                                "for " + text(body.path("recipient"), "name"),
                                text(body, "from") + " to " + text(body, "to")),
                        evidence);
            case Topics.ACTIVITY_RECORDED ->
                new Story(
                        sentence(text(body, "kind").replace('-', ' ')),
                        text(body, "actor"),
                        text(body, "summary"),
                        evidence);
            default -> new Story(topic, service, "", evidence);
        };
    }

    private static Story action(JsonNode body, List<String> evidence) {
        String message = text(body, "messageId").isEmpty() ? "" : "message " + text(body, "messageId");
        String digest = text(body, "messageSha256");
        return new Story(
                sentence(word(body, "action")),
                text(body, "actorName").isEmpty() ? text(body, "actor") : text(body, "actorName"),
                line(
                        text(body, "surface").isEmpty() ? "" : "by " + text(body, "surface"),
                        text(body, "reason"),
                        text(body, "until").isEmpty() ? "" : "until " + text(body, "until"),
                        offer(body.path("offer")),
                        message,
                        digest.isEmpty() ? "" : "text " + digest.substring(0, Math.min(12, digest.length()))),
                evidence);
    }

    private static Story deadLetter(String topic, Content content) {
        JsonNode headers = json(content.headers());
        String consumer = topic.substring(0, topic.length() - ".dead".length());
        return new Story(
                "Refused by " + consumer,
                consumer + ", " + text(headers, DeadLetters.HANDLER),
                line(text(headers, DeadLetters.REASON), "from " + text(headers, DeadLetters.TOPIC)),
                List.of());
    }

    private static String accepted(JsonNode body) {
        return line(
                "by " + word(body, "lane"),
                body.hasNonNull("terms") ? terms(body.path("terms")) : "",
                body.hasNonNull("signal") ? signal(body.path("signal")) : "",
                word(body, "outcome"));
    }

    private static String terms(JsonNode terms) {
        return line(
                text(terms, "accountName"),
                text(terms, "quantity") + " × " + text(terms, "plan"),
                money(terms, "unitPrice") + " " + word(terms, "billingPeriod"),
                "renews " + text(terms, "renewalDate"));
    }

    private static String signal(JsonNode signal) {
        String value = text(signal, "value").isEmpty() ? text(signal, "text") : text(signal, "value");
        return line(text(signal, "metric") + " " + value, word(signal, "kind"));
    }

    private static String offer(JsonNode offer) {
        if (offer.isMissingNode() || offer.isNull()) {
            return "";
        }
        return line(
                word(offer, "play") + ": " + text(offer, "quantity") + " × " + text(offer, "proposedPlanName"),
                money(offer, "unitPrice") + " at " + text(offer, "discountPercent") + "% off (cap "
                        + text(offer, "capPercent") + "%)",
                text(offer, "reason"));
    }

    private static String card(JsonNode card) {
        return line(
                text(card.path("owner"), "name"),
                "to " + text(card.path("mail"), "toAddress"),
                offer(card.path("offer")));
    }

    private static String rejections(JsonNode body) {
        return Stream.of(body.path("rejections"))
                .flatMap(all -> stream(all))
                .map(one -> text(one, "field") + " " + text(one, "problem"))
                .collect(Collectors.joining("; "));
    }

    /** What is cited; where nothing is, what was looked at. */
    private static List<String> evidence(JsonNode body) {
        Set<String> ids = new LinkedHashSet<>();
        stream(body.path("citations")).forEach(id -> ids.add(id.asText()));
        stream(body.path("offer").path("citations")).forEach(id -> ids.add(id.asText()));
        stream(body.path("card").path("offer").path("citations")).forEach(id -> ids.add(id.asText()));
        if (ids.isEmpty()) {
            stream(body.path("evidence")).forEach(one -> ids.add(text(one, "sourceId")));
            ids.add(text(body.path("signal"), "sourceId"));
            ids.add(text(body, "sourceId"));
        }
        ids.remove("");
        return List.copyOf(ids);
    }

    private static String source(Sealed entry) {
        String source = entry.fact().source();
        return source.startsWith("/") ? source.substring(1) : source.isEmpty() ? "unknown" : source;
    }

    private static String money(JsonNode node, String field) {
        String amount = text(node, field);
        return text(node, "currency") + " "
                + (amount.endsWith("00") && amount.contains(".") ? amount.substring(0, amount.length() - 2) : amount);
    }

    private static String list(JsonNode items) {
        return stream(items).map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        List<JsonNode> all = new ArrayList<>();
        items.forEach(all::add);
        return items.isArray() ? all.stream() : Stream.empty();
    }

    private static String line(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" · "));
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : "";
    }

    /** An enum's name as words. */
    private static String word(JsonNode node, String field) {
        return text(node, field).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String sentence(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
