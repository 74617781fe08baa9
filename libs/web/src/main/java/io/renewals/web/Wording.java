package io.renewals.web;

import io.renewals.wording.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How amounts, dates and ages read, the same on every page. Pure: now and zone are arguments. */
public final class Wording {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private Wording() {}

    /** {@code EUR 1,234.50}: the ISO code, for "$" is several currencies. Never fewer digits than the amount has. */
    public static String money(BigDecimal amount, String currency) {
        return Amounts.money(amount, currency);
    }

    /** {@code 12.5 %} written as "12.5%", at most two decimals, from a number already in percent. */
    public static String percent(BigDecimal percent) {
        BigDecimal rounded = percent.setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString() + "%";
    }

    /** Thousands with commas, all decimals kept. */
    public static String grouped(BigDecimal number) {
        return Amounts.grouped(number);
    }

    /** "1 account", "1,204 accounts". */
    public static String count(long number, String noun) {
        return grouped(BigDecimal.valueOf(number)) + " " + (number == 1 ? noun : plural(noun));
    }

    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** "today", "in 12 days", "3 days ago". */
    public static String days(LocalDate date, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, date);
        if (days == 0) {
            return "today";
        }
        if (days == 1) {
            return "tomorrow";
        }
        if (days == -1) {
            return "yesterday";
        }
        return days > 0 ? "in " + count(days, "day") : count(-days, "day") + " ago";
    }

    /** "21 Nov 2026, 14:03 UTC", in the zone given. */
    public static String minute(Instant instant, ZoneId zone) {
        var there = instant.atZone(zone);
        return MINUTE.format(there) + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : ZONE.format(there));
    }

    /** "America/New_York, UTC-05:00": the zone and how far from UTC it is at that instant; "UTC" alone for UTC itself. */
    public static String zone(ZoneId zone, Instant at) {
        ZoneOffset offset = zone.getRules().getOffset(at);
        return zone.equals(ZoneOffset.UTC)
                ? "UTC"
                : zone.getId() + ", UTC" + (offset.equals(ZoneOffset.UTC) ? "" : offset);
    }

    /** "just now", "5 minutes ago", "in 2 hours", "3 days ago": the largest unit that fits, rounded down. */
    public static String relative(Instant instant, Instant now) {
        Duration distance = Duration.between(instant, now);
        Duration size = distance.abs();
        if (size.compareTo(Duration.ofMinutes(1)) < 0) {
            return "just now";
        }
        return distance.isNegative() ? "in " + age(size) : age(size) + " ago";
    }

    /** "5 minutes", "2 hours", "3 days". */
    public static String age(Duration age) {
        if (age.toMinutes() < 60) {
            return count(age.toMinutes(), "minute");
        }
        return age.toHours() < 48 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
    }

    /** A state's or reason's name as people read it: {@code NO_OFFER} is "No offer". */
    public static String label(String name) {
        String words = name.replace('_', ' ')
                .replace('-', ' ')
                .toLowerCase(Locale.ROOT)
                .strip();
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A clause as a sentence: first letter large, a full stop where it has no end. */
    public static String sentence(String clause) {
        String text = clause.strip();
        if (text.isEmpty()) {
            return "";
        }
        String ended = text.matches("(?s).*[.!?…]") ? text : text + ".";
        return ended.substring(0, 1).toUpperCase(Locale.ROOT) + ended.substring(1);
    }

    private static String plural(String noun) {
        boolean consonantY = noun.matches(".*[^aeiou]y");
        return consonantY ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
