package io.renewals.actionservice.proposals.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contract, field by field, as texts in normal form: days as 2026-12-31, prices plain with two decimals or more, true and false. So
 * whatever differs as a text differs.
 *
 * @param values what is not known is left out
 */
public record Terms(Map<Field, String> values) {
    private static final int LEAST_DECIMALS = 2;

    public Terms {
        EnumMap<Field, String> copy = new EnumMap<>(Field.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** @param before empty: there was nothing; likewise after */
    public record Change(Field field, Optional<String> before, Optional<String> after) {}

    public Optional<String> get(Field field) {
        return Optional.ofNullable(values.get(field));
    }

    public String name() {
        return get(Field.ACCOUNT_NAME).orElse("");
    }

    /** The same with some fields from elsewhere; what is not known there is not known then. */
    public Terms with(Collection<Field> fields, Terms other) {
        EnumMap<Field, String> all = new EnumMap<>(Field.class);
        all.putAll(values);
        for (Field field : fields) {
            other.get(field).ifPresentOrElse(value -> all.put(field, value), () -> all.remove(field));
        }
        return new Terms(all);
    }

    public Terms with(Map<Field, String> changed) {
        return with(changed.keySet(), new Terms(changed));
    }

    /** In the order of the fields. */
    public List<Change> changesTo(Terms after) {
        List<Change> changes = new ArrayList<>();
        for (Field field : Field.values()) {
            if (!get(field).equals(after.get(field))) {
                changes.add(new Change(field, get(field), after.get(field)));
            }
        }
        return changes;
    }

    public Optional<LocalDate> contractStart() {
        return get(Field.CONTRACT_START).map(LocalDate::parse);
    }

    /** A price in normal form. */
    public static String price(BigDecimal price) {
        BigDecimal stripped = price.stripTrailingZeros();
        return (stripped.scale() < LEAST_DECIMALS ? stripped.setScale(LEAST_DECIMALS) : stripped).toPlainString();
    }
}
