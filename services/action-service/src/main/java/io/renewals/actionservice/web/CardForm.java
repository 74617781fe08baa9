package io.renewals.actionservice.web;

import io.quarkus.qute.RawString;
import io.renewals.web.Problem.FieldError;
import java.util.List;
import java.util.Map;

/**
 * What the card's forms hold: the card's own values, and in the form that was refused what had been entered, with the errors.
 *
 * @param open name of the form that was refused; empty: none
 * @param entered field by field, of that form
 */
public record CardForm(CardView card, String open, Map<String, String> entered, List<FieldError> errors) {

    static CardForm of(CardView card) {
        return new CardForm(card, "", Map.of(), List.of());
    }

    public boolean isOpen(String form) {
        return open.equals(form);
    }

    public String value(String form, String field) {
        return isOpen(form) && entered.containsKey(field) ? entered.get(field) : own(field);
    }

    public List<FieldError> errors(String form) {
        return isOpen(form) ? errors : List.of();
    }

    /** Attributes of a field that was refused, which mark it and tie it to the words beside it; none for another. */
    public RawString aria(String form, String field) {
        boolean refused = errors(form).stream().anyMatch(error -> error.field().equals(field));
        return new RawString(refused ? " aria-invalid=\"true\" aria-describedby=\"" + field + "-error\"" : "");
    }

    /** Where on the page a field of the refused form is. */
    public String anchor(String field) {
        return isOpen("edit") ? field : open + "-" + field;
    }

    private String own(String field) {
        return switch (field) {
            case "subject" -> card.message().subject();
            case "text" -> card.message().textBody();
            case "plan" -> card.offer().proposedPlan();
            case "discount" ->
                card.offer().discountPercent().stripTrailingZeros().toPlainString();
            default -> "";
        };
    }
}
