package io.renewals.intake.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the cells of a line and checks what they mean. */
public final class SheetCheck {
    /** Exponents and endless digits are no prices. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final BigDecimal MAX_USAGE = new BigDecimal("100000");
    private static final Map<String, String> PERIODS = Map.of(
            "month", "MONTHLY",
            "monthly", "MONTHLY",
            "quarter", "QUARTERLY",
            "quarterly", "QUARTERLY",
            "year", "ANNUAL",
            "yearly", "ANNUAL",
            "annual", "ANNUAL",
            "annually", "ANNUAL");
    private static final Map<String, Boolean> YES_OR_NO = Map.of(
            "yes", true, "y", true, "true", true, "1", true, "no", false, "n", false, "false", false, "0", false);

    private final TermsCheck terms;

    public SheetCheck(MailSyntax mail) {
        this.terms = new TermsCheck(mail);
    }

    /** Reads the lines of one sheet, in order: an account's second line is refused. */
    public final class Sheet {
        private final SheetHeader header;
        private final LocalDate today;
        private final Map<String, Integer> lineOfAccount = new HashMap<>();

        Sheet(SheetHeader header, LocalDate today) {
            this.header = header;
            this.today = today;
        }

        public SheetHeader header() {
            return header;
        }

        /** Empty for a blank line. */
        public Optional<Checked<SheetRow>> row(SheetLine line) {
            return line.isBlank() ? Optional.empty() : Optional.of(check(header, line, today, lineOfAccount));
        }

        /** The account as the line writes it, {@link AccountId#MISSING} where it names none. */
        public String account(SheetLine line) {
            String account = header.cell(line, SheetColumn.ACCOUNT);
            return account.isEmpty() ? AccountId.MISSING : account;
        }
    }

    /** @param today UTC date, for what is plausible */
    public Sheet begin(SheetHeader header, LocalDate today) {
        return new Sheet(header, today);
    }

    private Checked<SheetRow> check(
            SheetHeader header, SheetLine line, LocalDate today, Map<String, Integer> lineOfAccount) {
        Reasons found = new Reasons();
        Cells cells = new Cells(found, header, line);
        if (line.cells().size() > header.width()) {
            found.add(
                    "line",
                    "has " + line.cells().size() + " cells, the header has " + header.width(),
                    "put cells that contain the separator in double quotes");
        }
        String account = AccountId.check(found, SheetColumn.ACCOUNT.column(), cells.text(SheetColumn.ACCOUNT));
        if (!found.has(SheetColumn.ACCOUNT.column())) {
            Integer first = lineOfAccount.putIfAbsent(account, line.number());
            if (first != null) {
                found.add(
                        SheetColumn.ACCOUNT.column(),
                        Texts.shown(account) + " is on line " + first + " already",
                        "keep one line for each account");
            }
        }
        TermsDraft draft = cells.terms();
        Optional<BigDecimal> usage = cells.usage();
        return terms.check(draft, found, today, TermsField::column)
                .map(checked -> new SheetRow(line.number(), account, checked, usage));
    }

    /** The typed cells of one line; what can't be read is noted once and then null. */
    private record Cells(Reasons found, SheetHeader header, SheetLine line) {
        String text(SheetColumn column) {
            return header.cell(line, column);
        }

        TermsDraft terms() {
            return new TermsDraft(
                    text(SheetColumn.NAME),
                    text(SheetColumn.PLAN),
                    text(SheetColumn.TIER),
                    whole(SheetColumn.QUANTITY),
                    number(SheetColumn.UNIT_PRICE),
                    text(SheetColumn.CURRENCY),
                    PERIODS.getOrDefault(
                            text(SheetColumn.BILLING_PERIOD).toLowerCase(Locale.ROOT),
                            text(SheetColumn.BILLING_PERIOD)),
                    whole(SheetColumn.TERM_MONTHS),
                    date(SheetColumn.CONTRACT_START),
                    date(SheetColumn.RENEWAL_DATE),
                    whole(SheetColumn.NOTICE_PERIOD_DAYS),
                    yesOrNo(SheetColumn.AUTO_RENEW),
                    text(SheetColumn.CONTACT_NAME),
                    text(SheetColumn.CONTACT_EMAIL),
                    text(SheetColumn.OWNER_EMAIL));
        }

        Optional<BigDecimal> usage() {
            BigDecimal usage = number(SheetColumn.USAGE_PERCENT);
            if (usage == null) {
                return Optional.empty();
            }
            if (usage.signum() < 0
                    || usage.compareTo(MAX_USAGE) > 0
                    || usage.stripTrailingZeros().scale() > 4) {
                found.add(SheetColumn.USAGE_PERCENT.column(), "is not plausible", "write percent of the plan's limit");
            }
            return Optional.of(usage);
        }

        private Integer whole(SheetColumn column) {
            String text = text(column);
            if (text.isEmpty()) {
                return null;
            }
            if (!WHOLE.matcher(text).matches()) {
                unreadable(column, text, "a whole number", "write digits alone, without separators or units");
                return null;
            }
            return Integer.valueOf(text);
        }

        private BigDecimal number(SheetColumn column) {
            String text = text(column);
            if (text.isEmpty()) {
                return null;
            }
            if (!NUMBER.matcher(text).matches()) {
                unreadable(
                        column,
                        text,
                        "a number",
                        "write digits with a point for decimals, without currency sign or thousands separator");
                return null;
            }
            return new BigDecimal(text);
        }

        private LocalDate date(SheetColumn column) {
            String text = text(column);
            if (text.isEmpty()) {
                return null;
            }
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                unreadable(column, text, "a date", "write year-month-day, such as 2026-12-31");
                return null;
            }
        }

        private Boolean yesOrNo(SheetColumn column) {
            String text = text(column);
            Boolean value = YES_OR_NO.get(text.toLowerCase(Locale.ROOT));
            if (value == null && !text.isEmpty()) {
                unreadable(column, text, "yes or no", "write yes or no");
            }
            return value;
        }

        private void unreadable(SheetColumn column, String text, String what, String advice) {
            found.add(column.column(), Texts.shown(text) + " is not " + what, advice);
        }
    }
}
