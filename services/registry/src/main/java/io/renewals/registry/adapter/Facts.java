package io.renewals.registry.adapter;

import io.renewals.events.BillingPeriod;
import io.renewals.events.Terms;
import io.renewals.messaging.Poison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Objects;
import org.apache.avro.Schema;

/** What follows from terms. */
public final class Facts {
    private static final int MONTHS_A_YEAR = 12;
    private static final int MONEY_DIGITS = 4;

    private Facts() {}

    /** Whether a draft made on one of them stands on the other: every field but the start of the running term. */
    static boolean same(Terms one, Terms other) {
        return Terms.getClassSchema().getFields().stream()
                .filter(field -> !field.name().equals("contractStart"))
                .allMatch(field -> same(one.get(field.pos()), other.get(field.pos())));
    }

    /** Terms with some fields of others. @throws Poison where a name is no field's */
    static Terms with(Terms terms, Collection<String> fields, Terms others) {
        for (String name : fields) {
            if (Terms.getClassSchema().getField(name) == null) {
                throw new Poison("'" + name + "' is no field of terms");
            }
        }
        Terms merged = new Terms();
        for (Schema.Field field : Terms.getClassSchema().getFields()) {
            merged.put(field.pos(), (fields.contains(field.name()) ? others : terms).get(field.pos()));
        }
        return merged;
    }

    private static boolean same(Object one, Object other) {
        return one instanceof BigDecimal left && other instanceof BigDecimal right
                ? left.compareTo(right) == 0
                : Objects.equals(one, other);
    }

    /** Unit price x quantity x periods a year. */
    public static BigDecimal arr(Terms terms) {
        return terms.getUnitPrice()
                .multiply(BigDecimal.valueOf(terms.getQuantity()))
                .multiply(BigDecimal.valueOf(MONTHS_A_YEAR / months(terms.getBillingPeriod())))
                .setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN);
    }

    static int months(BillingPeriod period) {
        return switch (period) {
            case MONTHLY -> 1;
            case QUARTERLY -> 3;
            case ANNUAL -> MONTHS_A_YEAR;
            case UNKNOWN -> throw new Poison("terms.billingPeriod is not one this service knows");
        };
    }
}
