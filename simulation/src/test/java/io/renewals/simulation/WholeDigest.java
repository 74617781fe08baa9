package io.renewals.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A digest or summary of the whole book.
 *
 * @param to the day it is due on, at noon UTC
 * @param at when it was counted
 * @param admin name of who got it
 */
record WholeDigest(String kind, LocalDate from, LocalDate to, Instant at, String admin) {
    boolean isWeekly() {
        return kind.equals("WEEKLY");
    }

    Instant due() {
        return noon(to);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }
}
