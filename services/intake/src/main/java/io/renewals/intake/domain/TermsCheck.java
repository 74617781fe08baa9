package io.renewals.intake.domain;

import io.renewals.rulebook.BillingPeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks a contract by meaning and normalises it. */
public final class TermsCheck {
    static final int MAX_TERM_MONTHS = 120;
    static final int MAX_NOTICE_DAYS = 365;
    static final int MAX_QUANTITY = 10_000_000;
    static final int PRICE_DECIMALS = 4;

    private static final int NAME_CHARS = 200;
    private static final int YEARS_BACK = 2;
    /** The longest term and a year to prepare it. */
    private static final int YEARS_AHEAD = 11;

    private static final LocalDate EARLIEST_START = LocalDate.of(1990, 1, 1);
    private static final BigDecimal PRICE_LIMIT = new BigDecimal("1000000000");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final MailSyntax mail;

    public TermsCheck(MailSyntax mail) {
        this.mail = mail;
    }

    /**
     * @param found what is wrong already, for example a cell that is no number; its fields are not refused twice
     * @param today UTC date, for what is plausible
     * @param names how the sender calls a field
     */
    public Checked<Terms> check(TermsDraft draft, Reasons found, LocalDate today, Function<TermsField, String> names) {
        String name = Texts.line(found, names.apply(TermsField.ACCOUNT_NAME), draft.accountName(), NAME_CHARS, true);
        String plan = Texts.id(found, names.apply(TermsField.PLAN), draft.plan(), true);
        String tier = Texts.id(found, names.apply(TermsField.TIER), draft.tier(), false);
        range(found, names.apply(TermsField.QUANTITY), draft.quantity(), 1, MAX_QUANTITY, true, "units");
        BigDecimal price = price(found, names.apply(TermsField.UNIT_PRICE), draft.unitPrice());
        String currency = currency(found, names.apply(TermsField.CURRENCY), draft.currency());
        BillingPeriod period = period(found, names.apply(TermsField.BILLING_PERIOD), draft.billingPeriod());
        range(found, names.apply(TermsField.TERM_MONTHS), draft.termMonths(), 1, MAX_TERM_MONTHS, true, "months");
        dates(found, draft, today, names);
        range(
                found,
                names.apply(TermsField.NOTICE_PERIOD_DAYS),
                draft.noticePeriodDays(),
                0,
                MAX_NOTICE_DAYS,
                false,
                "days");
        String contact =
                Texts.line(found, names.apply(TermsField.CONTACT_NAME), draft.contactName(), NAME_CHARS, false);
        String email = Texts.mail(found, names.apply(TermsField.CONTACT_EMAIL), draft.contactEmail(), true, mail);
        String owner = Texts.mail(found, names.apply(TermsField.OWNER_EMAIL), draft.ownerEmail(), false, mail);
        return found.orAccept(() -> new Terms(
                name,
                plan,
                given(tier),
                draft.quantity(),
                price,
                currency,
                period,
                draft.termMonths(),
                Optional.ofNullable(draft.contractStart()),
                draft.renewalDate(),
                Optional.ofNullable(draft.noticePeriodDays()),
                Boolean.TRUE.equals(draft.autoRenew()),
                given(contact),
                email,
                given(owner)));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static void range(
            Reasons found, String field, Integer value, int least, int most, boolean required, String unit) {
        if (found.has(field)) {
            return;
        }
        if (value == null) {
            if (required) {
                found.add(field, "is missing", "write " + unit + ", " + least + " to " + most);
            }
        } else if (value < least || value > most) {
            found.add(field, value + " is out of range", "write " + unit + ", " + least + " to " + most);
        }
    }

    private static BigDecimal price(Reasons found, String field, BigDecimal price) {
        if (found.has(field)) {
            return null;
        }
        if (price == null) {
            found.add(field, "is missing", "write the price of one unit for one billing period");
            return null;
        }
        if (price.signum() <= 0) {
            found.add(field, "is not above zero", "write the price of one unit for one billing period");
        } else if (price.compareTo(PRICE_LIMIT) >= 0) {
            found.add(field, "is not plausible", "write a price below " + PRICE_LIMIT.toPlainString());
        } else if (price.stripTrailingZeros().scale() > PRICE_DECIMALS) {
            found.add(field, "has more than " + PRICE_DECIMALS + " decimals", "round it to " + PRICE_DECIMALS);
        } else {
            return price.setScale(PRICE_DECIMALS);
        }
        return null;
    }

    private static String currency(Reasons found, String field, String text) {
        String code = Texts.line(found, field, text, 3, true).toUpperCase(Locale.ROOT);
        if (!found.has(field) && !CURRENCIES.contains(code)) {
            found.add(field, Texts.shown(code) + " is not a currency", "write an ISO 4217 code such as USD or EUR");
        }
        return code;
    }

    private static BillingPeriod period(Reasons found, String field, String text) {
        String name = Texts.line(found, field, text, 20, true).toUpperCase(Locale.ROOT);
        Optional<BillingPeriod> period = Arrays.stream(BillingPeriod.values())
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (period.isEmpty() && !found.has(field)) {
            found.add(field, Texts.shown(name) + " is not a billing period", "write MONTHLY, QUARTERLY or ANNUAL");
        }
        return period.orElse(null);
    }

    private static void dates(Reasons found, TermsDraft draft, LocalDate today, Function<TermsField, String> names) {
        String renewalField = names.apply(TermsField.RENEWAL_DATE);
        LocalDate renewal = draft.renewalDate();
        if (renewal == null) {
            if (!found.has(renewalField)) {
                found.add(renewalField, "is missing", "write the first day of the next term, such as 2026-12-31");
            }
        } else if (renewal.isBefore(today.minusYears(YEARS_BACK)) || renewal.isAfter(today.plusYears(YEARS_AHEAD))) {
            found.add(
                    renewalField,
                    renewal + " is not plausible",
                    "write a date between " + today.minusYears(YEARS_BACK) + " and " + today.plusYears(YEARS_AHEAD));
        }
        String startField = names.apply(TermsField.CONTRACT_START);
        LocalDate start = draft.contractStart();
        if (start == null || found.has(startField)) {
            return;
        }
        if (start.isBefore(EARLIEST_START)) {
            found.add(startField, start + " is not plausible", "write the first day of the current term");
        } else if (renewal != null && !start.isBefore(renewal)) {
            found.add(
                    startField,
                    start + " is not before the renewal on " + renewal,
                    "write the first day of the current term, or correct the renewal date");
        }
    }
}
