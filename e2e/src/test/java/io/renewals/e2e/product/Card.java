package io.renewals.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.e2e.product.Http.User;
import java.time.LocalDate;

/** A card as the API shows it, and the decisions about it. */
public final class Card {
    private final Product product;
    private final String tenant;
    private final String offerId;

    Card(Product product, String tenant, String offerId) {
        this.product = product;
        this.tenant = tenant;
        this.offerId = offerId;
    }

    public String offerId() {
        return offerId;
    }

    public JsonNode now() {
        return product.as(Books.adminOf(tenant)).get(path("")).must(200).json();
    }

    public String status() {
        return now().path("status").asText();
    }

    public void awaitStatus(String status) {
        Await.asserted("card " + offerId + " is " + status, () -> org.assertj.core.api.Assertions.assertThat(status())
                .isEqualTo(status));
    }

    /** Approves the text as it stands now. */
    public Http.Answer approve(User user) {
        return approve(user, now());
    }

    /** Approves what was shown. @param shown an earlier {@link #now()} */
    public Http.Answer approve(User user, JsonNode shown) {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("sha256", shown.path("message").path("sha256").asText())
                .put("revision", shown.path("revision").asInt());
        return product.as(user).post(path("/approve"), body);
    }

    /** An edit that changes what is given. @param text null: as it is @param plan null: as it is @param discount null: as it is */
    public Http.Answer edit(User user, String text, String plan, String discount) {
        JsonNode card = now();
        JsonNode message = card.path("message");
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("sha256", message.path("sha256").asText())
                .put("revision", card.path("revision").asInt())
                .put("subject", message.path("subject").asText())
                .put("text", text == null ? message.path("textBody").asText() : text)
                .put("plan", plan == null ? card.at("/offer/proposedPlan").asText() : plan)
                .put(
                        "discount",
                        discount == null
                                ? card.at("/offer/discountPercent").decimalValue()
                                : new java.math.BigDecimal(discount));
        return product.as(user).post(path("/edit"), body);
    }

    public Http.Answer skip(User user, String reason, String note) {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("revision", now().path("revision").asInt())
                .put("reason", reason)
                .put("note", note);
        return product.as(user).post(path("/skip"), body);
    }

    /** @param discount in percent, above the cap */
    public Http.Answer askException(User user, String discount, String reason) {
        JsonNode card = now();
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("sha256", card.path("message").path("sha256").asText())
                .put("revision", card.path("revision").asInt())
                .put("plan", card.at("/offer/proposedPlan").asText())
                .put("discount", new java.math.BigDecimal(discount))
                .put("reason", reason);
        return product.as(user).post(path("/exception"), body);
    }

    public Http.Answer snooze(User user, LocalDate until) {
        ObjectNode body = Http.JSON
                .createObjectNode()
                .put("revision", now().path("revision").asInt())
                .put("until", until.toString());
        return product.as(user).post(path("/snooze"), body);
    }

    public Http.Answer undo(User user) {
        return product.as(user).post(path("/undo"), Http.JSON.createObjectNode());
    }

    /** Of its page. */
    public String path() {
        return "/cards/" + offerId;
    }

    private String path(String action) {
        return "/api/cards/" + offerId + action;
    }
}
