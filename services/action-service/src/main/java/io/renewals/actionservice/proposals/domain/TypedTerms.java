package io.renewals.actionservice.proposals.domain;

import io.renewals.actionservice.domain.Refusal.FieldProblem;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person typed in place of what was proposed, checked and put into normal form. */
final class TypedTerms {
    /** What a person may change beside what the document says. */
    static final Set<Field> EDITABLE = Set.of(Field.RENEWAL_DATE, Field.UNIT_PRICE, Field.QUANTITY, Field.PLAN);

    private static final Pattern PRICE = Pattern.compile("\\d{1,9}(\\.\\d{1,4})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,8}");
    private static final int MOST_UNITS = 10_000_000;
    private static final int YEARS_AHEAD = 11;

    private final Rulebook rulebook;
    private final LocalDate today;
    private final List<FieldProblem> problems = new ArrayList<>();

    TypedTerms(Rulebook rulebook, LocalDate today) {
        this.rulebook = rulebook;
        this.today = today;
    }

    List<FieldProblem> problems() {
        return problems;
    }

    /** @param proposed what stands where nothing was typed */
    Map<Field, String> read(Map<Field, String> typed, Terms proposed) {
        Map<Field, String> read = new EnumMap<>(Field.class);
        typed.forEach((field, text) -> {
            if (text != null && proposed.get(field).filter(text.strip()::equals).isPresent()) {
                return; // as proposed
            }
            if (!EDITABLE.contains(field)) {
                problem(field, "can't be changed here", "have it put right where the account's data comes from");
            } else if (text == null || text.isBlank()) {
                problem(field, "is empty", "write a value, or leave the one that is proposed");
            } else {
                value(field, text.strip(), proposed).ifPresent(value -> read.put(field, value));
            }
        });
        return read;
    }

    private Optional<String> value(Field field, String text, Terms proposed) {
        return switch (field) {
            case RENEWAL_DATE -> day(text, proposed);
            case UNIT_PRICE -> price(text);
            case QUANTITY -> quantity(text);
            case PLAN -> plan(text);
            case ACCOUNT_NAME, TIER, CURRENCY, BILLING_PERIOD, TERM_MONTHS, CONTRACT_START, NOTICE_PERIOD_DAYS ->
                throw new IllegalArgumentException(field + " is not editable");
            case AUTO_RENEW, CONTACT_NAME, CONTACT_EMAIL, OWNER_EMAIL ->
                throw new IllegalArgumentException(field + " is not editable");
        };
    }

    private Optional<String> day(String text, Terms proposed) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            return problem(Field.RENEWAL_DATE, "is no date", "write it as 2026-12-31");
        }
        if (day.isBefore(today)) {
            return problem(Field.RENEWAL_DATE, "is past", "write the first day of the next term");
        }
        if (day.isAfter(today.plusYears(YEARS_AHEAD))) {
            return problem(Field.RENEWAL_DATE, "is not plausible", "write the first day of the next term");
        }
        Optional<LocalDate> start = proposed.contractStart();
        if (start.isPresent() && !start.get().isBefore(day)) {
            return problem(
                    Field.RENEWAL_DATE,
                    "is not after the contract's start on " + start.get(),
                    "write the first day of the next term");
        }
        return Optional.of(day.toString());
    }

    private Optional<String> price(String text) {
        if (!PRICE.matcher(text).matches() || new BigDecimal(text).signum() == 0) {
            return problem(
                    Field.UNIT_PRICE,
                    "is no price",
                    "write what one unit costs for one billing period, such as 49.00, without currency or separators");
        }
        return Optional.of(Terms.price(new BigDecimal(text)));
    }

    private Optional<String> quantity(String text) {
        if (!WHOLE.matcher(text).matches() || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_UNITS) {
            return problem(Field.QUANTITY, "is no number of units", "write a whole number from 1 to 10000000");
        }
        return Optional.of(Integer.toString(Integer.parseInt(text)));
    }

    private Optional<String> plan(String text) {
        if (rulebook.plan(text).isEmpty()) {
            return problem(
                    Field.PLAN,
                    "is no plan of the rulebook",
                    "choose one of " + rulebook.plans().stream().map(Plan::id).collect(Collectors.joining(", ")));
        }
        return Optional.of(text);
    }

    private Optional<String> problem(Field field, String problem, String advice) {
        problems.add(new FieldProblem(field.key(), problem, advice));
        return Optional.empty();
    }
}
