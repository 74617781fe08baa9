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
    CURRENT_PLAN,
    OFFER_PLAN,
    OFFER_PLAN_DESCRIPTION,
    DISCOUNT,
    UNIT_PRICE,
    LIST_PRICE,
    CURRENT_PRICE,
    TOTAL_PRICE,
    QUANTITY,
    BILLING_PERIOD,
    RENEWAL_DATE,
    NOTICE_DEADLINE,
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
