package io.renewals.actionservice.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds amounts of money and percentages in a text. Reads generously: full-width digits, other scripts' digits, signs before or
 * after, figures in words; what looks like a figure and is none costs a person a second try, what is missed reaches a customer.
 */
final class FigureReader {
    private static final String NUMBER = "\\d(?:[\\d.,'’\\u00a0\\u202f]*\\d)?";
    private static final String GAP = "[\\s\\u00a0\\u202f]";
    private static final String SIGN = "\\p{Sc}";
    private static final String CODES =
            "USD|EUR|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|INR|CNY|BRL|MXN|ZAR|SGD|HKD|KRW|ILS|AED";
    private static final Set<String> DOLLARS = Set.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN");
    private static final String WORDS =
            "dollars?|bucks?|euros?|pounds?|quid|francs?|yen|kronor|kroner|rupees?|cents?|pence|grand";
    private static final String PERCENT = "%|‰|percent(?:age points?)?|per" + GAP + "?cent|pct\\b|pc\\b|pp\\b";
    private static final String EACH =
            "(?:/|per|an?|each)" + GAP + "*(?:seat|user|unit|licen[cs]e|head|month|quarter|year|annum|mo|yr|week)s?\\b";
    private static final String SPELLED =
            "(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
                    + "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
                    + "|hundred|thousand|million|half|quarter|third|dozen|a|and)[\\s-]++){1,12}";

    /** Groups: before (sign or code), number, k or m, what stands after. */
    private static final Pattern FIGURE = Pattern.compile(
            "(?<before>(?:" + SIGN + "|\\b(?:" + CODES + "))" + GAP + "?)?[-−]?(?<number>" + NUMBER + ")(?<scale>" + GAP
                    + "?(?:k|m|mn|thousand|million)\\b)?"
                    + "(?<after>" + GAP + "?(?:" + PERCENT + ")|" + GAP + "?(?:" + SIGN + "|(?:" + CODES + "|" + WORDS
                    + ")\\b)|" + GAP + "*" + EACH
                    + "|" + GAP + "+off\\b)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern IN_WORDS = Pattern.compile(
            "\\b" + SPELLED + "(?:" + PERCENT + "|(?:" + WORDS + ")\\b|off\\b)"
                    + "|\\bhalf[\\s-]+(?:the\\s+)?(?:price|off|cost)\\b|\\bfree\\s+(?:months?|years?|quarters?|weeks?|seats?|users?)\\b"
                    + "|\\b(?:months?|years?|quarters?|weeks?|seats?|users?)\\s+(?:for\\s+)?free\\b|\\bfree\\s+of\\s+charge\\b"
                    + "|\\bat\\s+no\\s+(?:extra\\s+|additional\\s+)?(?:cost|charge)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private FigureReader() {}

    enum Kind {
        AMOUNT,
        PERCENTAGE,
        /** A claim about money that is not written in digits. */
        IN_WORDS
    }

    /**
     * @param value zero for {@link Kind#IN_WORDS}
     * @param shown as it stands in the text
     * @param numberStart where its digits begin, in the text as given
     */
    record Figure(Kind kind, BigDecimal value, String shown, int numberStart, int numberEnd) {}

    /** @param currency the offer's: its code counts in any case */
    static List<Figure> read(String text, String currency) {
        String plain = withPlainDigits(text);
        List<Figure> figures = new ArrayList<>();
        Matcher matcher = FIGURE.matcher(plain);
        while (matcher.find()) {
            figure(matcher, currency).ifPresent(figures::add);
        }
        Matcher words = IN_WORDS.matcher(plain);
        while (words.find()) {
            figures.add(new Figure(
                    Kind.IN_WORDS,
                    BigDecimal.ZERO,
                    words.group().strip().replaceAll("\\s+", " "),
                    words.start(),
                    words.end()));
        }
        return figures;
    }

    private static Optional<Figure> figure(Matcher found, String currency) {
        String before = found.group("before");
        String after =
                found.group("after") == null ? "" : found.group("after").strip().toLowerCase(Locale.ROOT);
        String number = found.group("number");
        boolean percentage = after.startsWith("%")
                || after.startsWith("‰")
                || after.startsWith("per cent")
                || after.startsWith("percent")
                || after.startsWith("pct")
                || after.equals("pc")
                || after.equals("pp")
                || after.equals("off") && before == null;
        boolean amount = before != null || !after.isEmpty() || found.group("scale") != null && isMoneyScale(found);
        if (!percentage && !amount && !number.matches(".*[.,]\\d\\d")) {
            return Optional.empty();
        }
        boolean foreignMoney = !percentage && (isOther(before, currency) || isOther(after, currency));
        if (foreignMoney) {
            return Optional.of(new Figure(
                    Kind.IN_WORDS, BigDecimal.ZERO, found.group().strip(), found.start("number"), found.end("number")));
        }
        BigDecimal value = value(number, found.group("scale"));
        if (after.startsWith("‰")) {
            value = value.movePointLeft(1);
        } else if (after.startsWith("cent") || after.startsWith("pence")) {
            value = value.movePointLeft(2);
        }
        return Optional.of(new Figure(
                percentage ? Kind.PERCENTAGE : Kind.AMOUNT,
                value,
                found.group().strip(),
                found.start("number"),
                found.end("number")));
    }

    /** Whether the sign, code or word beside a number is another currency's than the offer's. */
    private static boolean isOther(String beside, String currency) {
        String mark = beside == null ? "" : beside.strip();
        if (mark.matches("(?i)" + CODES)) {
            return !mark.equalsIgnoreCase(currency);
        }
        if (!mark.matches(SIGN)) {
            return false;
        }
        String own = Currency.getInstance(currency).getSymbol(Locale.US);
        return !own.endsWith(mark) && !(mark.equals("$") && DOLLARS.contains(currency));
    }

    private static boolean isMoneyScale(Matcher found) {
        return found.group("scale").strip().equalsIgnoreCase("k");
    }

    /** As English writes it: the last point is the decimal point; a comma is one where not three digits follow. */
    static BigDecimal value(String number, String scale) {
        String digits = number.replaceAll("['’\\u00a0\\u202f]", "");
        int comma = digits.lastIndexOf(',');
        int point = digits.lastIndexOf('.');
        boolean commaDecimal = comma > point && digits.length() - comma - 1 != 3 && digits.indexOf(',') == comma;
        boolean pointsGroup = digits.indexOf('.') != point;
        String normal = commaDecimal
                ? digits.replace(".", "").replace(',', '.')
                : pointsGroup ? digits.replace(".", "").replace(",", "") : digits.replace(",", "");
        if (normal.length() > 30) {
            normal = normal.substring(0, 30);
        }
        BigDecimal value = new BigDecimal(normal.endsWith(".") ? normal + "0" : normal);
        if (scale == null) {
            return value;
        }
        String word = scale.strip().toLowerCase(Locale.ROOT);
        return value.movePointRight(word.startsWith("m") ? 6 : 3);
    }

    /** One character for one, so that places stay: digits of any script and full-width signs become plain ones. */
    private static String withPlainDigits(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c > 0x7f ? Character.digit(c, 10) : -1;
            if (digit >= 0) {
                plain.append((char) ('0' + digit));
            } else if (c == '％' || c == '﹪' || c == '٪') {
                plain.append('%');
            } else if (c == '．' || c == '٫') {
                plain.append('.');
            } else if (c == '，' || c == '٬') {
                plain.append(',');
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
