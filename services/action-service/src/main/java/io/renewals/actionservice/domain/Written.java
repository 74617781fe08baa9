package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.Refusal.FieldProblem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people write beside a decision, and how dates and percentages read in an answer to them. */
public final class Written {
    private static final int LONGEST = 1_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private Written() {}

    /** Blank is none. */
    static Optional<String> optional(String field, Optional<String> text, List<FieldProblem> problems) {
        Optional<String> written = text.map(String::strip).filter(each -> !each.isEmpty());
        if (written.isPresent() && written.get().length() > LONGEST) {
            problems.add(new FieldProblem(field, "is longer than 1,000 characters", "shorten it"));
        }
        if (written.filter(Written::hasControls).isPresent()) {
            problems.add(new FieldProblem(field, "contains control characters", "type it in again as plain text"));
        }
        return written;
    }

    /** @param advice for who left it out */
    public static String required(String field, String text, String advice, List<FieldProblem> problems) {
        Optional<String> written = optional(field, Optional.ofNullable(text), problems);
        if (written.isEmpty()) {
            problems.add(new FieldProblem(field, "is empty", advice));
        }
        return written.orElse("");
    }

    /** Besides the ends of lines and tabs; the database takes no zero character at all. */
    static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    /** "20 Dec 2026" */
    static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** "12.5%" */
    static String percent(BigDecimal percent) {
        BigDecimal plain = percent.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + "%";
    }
}
