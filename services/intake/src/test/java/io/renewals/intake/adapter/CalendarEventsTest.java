package io.renewals.intake.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.renewals.intake.domain.CalendarEvent;
import io.renewals.intake.domain.CalendarEvent.Next;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarEventsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        // A whole day, and a time that is the same everywhere, are the day that is written.
        "DTSTART;VALUE=DATE:20270111, 2027-01-11",
        "DTSTART:20270111T233000, 2027-01-11",
        // A time with a zone is the day it is where the tenant is.
        "DTSTART:20270111T033000Z, 2027-01-10",
        "DTSTART;TZID=Europe/Berlin:20270111T033000, 2027-01-10",
        "DTSTART;TZID=America/Los_Angeles:20270111T223000, 2027-01-12"
    })
    void theDayIsTheTenants(String start, LocalDate day) {
        assertThat(next(start)).isEqualTo(new CalendarEvent.On(day));
    }

    @Test
    void aZoneThatTheFileDefinesCounts() {
        String file = calendar(
                """
                BEGIN:VTIMEZONE
                TZID:W. Europe Standard Time
                BEGIN:STANDARD
                DTSTART:16010101T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010101T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
                END:DAYLIGHT
                END:VTIMEZONE
                """
                        + event("DTSTART;TZID=W. Europe Standard Time:20270111T053000"));

        assertThat(only(file).next()).isEqualTo(new CalendarEvent.On(LocalDate.of(2027, 1, 10)));
    }

    @Test
    void aZoneThatNobodyKnowsIsRefusedByItsName() {
        assertThat(next("DTSTART;TZID=Middle/Earth:20270111T053000"))
                .isInstanceOfSatisfying(CalendarEvent.Unreadable.class, bad -> {
                    assertThat(bad.field()).isEqualTo("DTSTART");
                    assertThat(bad.problem()).contains("Middle/Earth");
                });
        assertThat(next("DTSTART;TZID=" + "Middle".repeat(10_000) + ":20270111T053000"))
                .isInstanceOfSatisfying(CalendarEvent.Unreadable.class, bad -> assertThat(bad.problem())
                        .hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DTSTART:next week", "DTSTART:20271341", "SEQUENCE:1"})
    void withoutADayAnEventIsRefused(String line) {
        assertThat(next(line)).isInstanceOf(CalendarEvent.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART;VALUE=DATE:20200111\\nRRULE:FREQ=YEARLY | 2027-01-11",
                "DTSTART;VALUE=DATE:20261121\\nRRULE:FREQ=YEARLY | 2026-11-21",
                "DTSTART;VALUE=DATE:20260115\\nRRULE:FREQ=MONTHLY;INTERVAL=3 | 2027-01-15",
                "DTSTART;VALUE=DATE:20200111\\nRRULE:FREQ=YEARLY\\nEXDATE;VALUE=DATE:20270111 | 2028-01-11",
                "DTSTART;TZID=Europe/Berlin:20200111T033000\\nRRULE:FREQ=YEARLY | 2027-01-10"
            })
    void whatRepeatsCountsWithItsNextTime(String lines, LocalDate day) {
        assertThat(next(lines.replace("\\n", "\n"))).isEqualTo(new CalendarEvent.On(day));
    }

    @Test
    void whatIsOverIsPast() {
        assertThat(next("DTSTART;VALUE=DATE:20260111")).isEqualTo(new CalendarEvent.Past());
        assertThat(next("DTSTART;VALUE=DATE:20200111\nRRULE:FREQ=YEARLY;COUNT=3"))
                .isEqualTo(new CalendarEvent.Past());
        assertThat(next("DTSTART;VALUE=DATE:20270111\nSTATUS:CANCELLED")).isEqualTo(new CalendarEvent.Cancelled());
    }

    @Test
    void aSingleDayThatWasMovedStandsInForTheOneItReplaces() {
        String file = calendar("BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20200111\nRRULE:FREQ=YEARLY\n"
                + "SUMMARY:Renewal: Bayside\nCATEGORIES:RENEWAL\nEND:VEVENT\n"
                + "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;VALUE=DATE:20270111\nDTSTART;VALUE=DATE:20270201\n"
                + "SUMMARY:Renewal: Bayside (moved)\nEND:VEVENT\n");

        CalendarEvent event = only(file);

        assertThat(event.next()).isEqualTo(new CalendarEvent.On(LocalDate.of(2027, 2, 1)));
        assertThat(event.line()).isEqualTo(9);
        assertThat(event.isRenewal()).isTrue();
    }

    @Test
    @Timeout(20)
    void aRuleThatWouldKeepAMachineBusyIsRefusedAtOnce() {
        long begun = System.nanoTime();

        assertThat(next("DTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=2000000000"))
                .isInstanceOf(CalendarEvent.Unreadable.class);
        assertThat(next("DTSTART:19700101T000000Z\nRRULE:FREQ=YEARLY;BYHOUR=1,2,3;BYSECOND=1,2,3"))
                .isInstanceOf(CalendarEvent.Unreadable.class);
        assertThat(next("DTSTART;VALUE=DATE:19700131\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"))
                .isNotInstanceOf(CalendarEvent.On.class);
        String zone = "BEGIN:VTIMEZONE\nTZID:Busy\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0200\n"
                + "TZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n";
        assertThat(only(calendar(zone + event("DTSTART;TZID=Busy:20270111T053000")))
                        .next())
                .isInstanceOf(CalendarEvent.Unreadable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void manyZonesAndManyEventsAreReadInTheirOwnTimeAndNotInTheProduct() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            body.append("BEGIN:VTIMEZONE\nTZID:Z")
                    .append(i)
                    .append("\nBEGIN:STANDARD\nDTSTART:19700101T000000\n")
                    .append("TZOFFSETFROM:-0500\nTZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\n");
        }
        for (int i = 0; i < 2_000; i++) {
            body.append(event("DTSTART;TZID=Z" + i + ":20270111T053000\nDESCRIPTION:" + "words ".repeat(200))
                    .replace("UID:e", "UID:e" + i));
        }
        CalendarLines lines = CalendarLines.read(calendar(body.toString()).getBytes(UTF_8), 5_000);

        List<CalendarEvent> events = assertTimeoutPreemptively(
                Duration.ofSeconds(15),
                () -> new CalendarEvents(lines, NEW_YORK, TODAY).read().events());

        assertThat(events).hasSize(2_000).allSatisfy(each -> assertThat(each.next())
                .isEqualTo(new CalendarEvent.On(LocalDate.of(2027, 1, 11))));
    }

    @Test
    void aZoneWhoseNameNeedsQuotesCounts() {
        String zone = "BEGIN:VTIMEZONE\nTZID:(UTC+09:00) Osaka; Sapporo\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
                + "TZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\n";

        CalendarEvent event =
                only(calendar(zone + event("DTSTART;TZID=\"(UTC+09:00) Osaka; Sapporo\":20270112T053000")));

        assertThat(event.next()).isEqualTo(new CalendarEvent.On(LocalDate.of(2027, 1, 11)));
    }

    @Test
    void oneBrokenEventCostsNoOther() {
        CalendarLines lines = CalendarLines.read(
                ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:cut\r\nSUMMARY:x #renewal\r\n"
                                + event("DTSTART;VALUE=DATE:20270111") + "END:VCALENDAR\r\n")
                        .getBytes(UTF_8),
                10);

        assertThat(new CalendarEvents(lines, NEW_YORK, TODAY).read().events()).hasSize(1);
        assertThat(lines.broken()).hasSize(1);
        assertThat(lines.broken().getFirst().line()).isEqualTo(2);
        assertThat(lines.broken().getFirst().reasons().getFirst().problem()).contains("line 5");
    }

    @Test
    void foldedLinesEscapesAndCategoriesAreRead() {
        CalendarEvent event = only(calendar("BEGIN:VEVENT\nUID:f\nDTSTART;VALUE=DATE:20270111\nSUMMARY:Bayside\n"
                + "  Studio\\, Inc\nCATEGORIES:Work,Renewal\nDESCRIPTION:Call first.\\naccount: bay\n side\n"
                + "X-RENEWALS-ACCOUNT:by-property\nEND:VEVENT\n"));

        assertThat(event.summary()).isEqualTo("Bayside Studio, Inc");
        assertThat(event.description()).isEqualTo("Call first.\naccount: bayside");
        assertThat(event.isRenewal()).isTrue();
        assertThat(event.namedAccount()).contains("by-property");
        assertThat(event.line()).isEqualTo(2);
    }

    @Test
    void whatSpeaksOfNoRenewalIsPassedOver() {
        CalendarLines lines = CalendarLines.read(
                calendar("BEGIN:VEVENT\nUID:l\nSUMMARY:Lunch\nDTSTART:20270111\nEND:VEVENT\n")
                        .getBytes(UTF_8),
                10);

        CalendarEvents.Read read = new CalendarEvents(lines, NEW_YORK, TODAY).read();

        assertThat(read.events()).isEmpty();
        assertThat(read.skipped()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoCalendarIsRefusedAsAWhole() {
        assertThatThrownBy(() -> CalendarLines.read("account,name\n".getBytes(UTF_8), 10))
                .isInstanceOf(CalendarLines.Unreadable.class)
                .hasMessageContaining("BEGIN:VCALENDAR");
        assertThatThrownBy(() -> CalendarLines.read(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0}, 10))
                .isInstanceOf(CalendarLines.Unreadable.class)
                .hasMessageContaining("UTF-8");
        String many = calendar(event("DTSTART;VALUE=DATE:20270111").repeat(3));
        assertThatThrownBy(() -> CalendarLines.read(many.getBytes(UTF_8), 2))
                .hasMessageContaining("more than 2 events");
    }

    private static Next next(String lines) {
        return only(calendar(event(lines))).next();
    }

    private static CalendarEvent only(String file) {
        CalendarLines lines = CalendarLines.read(file.getBytes(UTF_8), 100);
        List<CalendarEvent> events =
                new CalendarEvents(lines, NEW_YORK, TODAY).read().events();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static String calendar(String body) {
        return "BEGIN:VCALENDAR\n" + body + "END:VCALENDAR\n";
    }

    private static String event(String lines) {
        return "BEGIN:VEVENT\nUID:e\nSUMMARY:Renewal: Bayside\nCATEGORIES:RENEWAL\n" + lines + "\nEND:VEVENT\n";
    }
}
