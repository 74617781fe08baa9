package io.renewals.actionservice.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** What people type into fields, as values; what is none is left to the domain to refuse at its field. */
final class Typed {
    private static final int LONGEST_NUMBER = 20;

    private Typed() {}

    /** Null where it is no number. */
    static BigDecimal percent(String typed) {
        try {
            String plain = typed == null ? "" : typed.strip().replaceAll("\\s*%$", "");
            return plain.isEmpty() || plain.length() > LONGEST_NUMBER ? null : new BigDecimal(plain);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** @throws DateTimeException where something is there that is no date */
    static Optional<LocalDate> day(String typed) {
        return words(typed).map(LocalDate::parse);
    }

    static Optional<String> words(String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter(text -> !text.isEmpty());
    }
}
