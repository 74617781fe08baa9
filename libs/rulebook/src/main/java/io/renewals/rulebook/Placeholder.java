package io.renewals.rulebook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The facts a text may name, written {@code {{account_name}}}; code fills them in, never a model. */
public enum Placeholder {
    ACCOUNT_NAME,
    CONTACT_NAME,
    OWNER_NAME,
    /** Name of the plan the account is on. */
    CURRENT_PLAN,
    OFFER_PLAN,
    OFFER_PLAN_DESCRIPTION,
    /** With its sign: 10%. */
    DISCOUNT,
    /** Offered price per unit per billing period, with its currency. */
    UNIT_PRICE,
    LIST_PRICE,
    /** What the account pays today, like the unit price. */
    CURRENT_PRICE,
    /** Unit price × quantity for one billing period. */
    TOTAL_PRICE,
    QUANTITY,
    /** A noun that follows "per": month, quarter or year. */
    BILLING_PERIOD,
    RENEWAL_DATE,
    /** Last day for notice; only auto-renewing contracts have one. */
    NOTICE_DEADLINE,
    /** Percent of the plan's limit, with its sign. */
    UTILISATION,
    LINK;

    /** A placeholder of any name, known or not; group 1 is the name. */
    public static final Pattern SYNTAX = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    /** The name between the braces: {@code unit_price}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String inBraces() {
        return "{{" + key() + "}}";
    }

    public static Optional<Placeholder> named(String key) {
        return Arrays.stream(values()).filter(p -> p.key().equals(key)).findFirst();
    }
}
