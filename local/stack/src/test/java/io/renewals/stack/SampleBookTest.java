package io.renewals.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SampleBookTest {
    private static final String LINE =
            "bayside-studio,49.00,2026-01-11,2027-01-11,usage:2026-10:x,2026-11-16T09:16:00Z,12026-12-011";

    @Test
    void asLongAsItsDayIsAheadItStandsAsItIsWritten() {
        SampleBook book = book("2026-11-21");

        assertThat(book.day()).isEqualTo("2026-12-01");
        assertThat(book.moved(LINE)).isEqualTo(LINE);
    }

    @Test
    void afterItsDayEveryDateMovesByTheSameNumberOfDays() {
        SampleBook book = book("2027-02-01");

        assertThat(book.day()).isEqualTo("2027-02-01");
        assertThat(book.moved(LINE))
                .isEqualTo(
                        "bayside-studio,49.00,2026-03-14,2027-03-14,usage:2026-10:x,2027-01-17T09:16:00Z,12026-12-011");
    }

    @Test
    void aCalendarsDatesMoveToo() {
        String calendar =
                "UID:renewal-20261201-1@acme.example\nDTSTART;VALUE=DATE:20270111\nDTSTART:20270112T233000Z\n";

        assertThat(book("2027-02-01").movedCalendar(calendar))
                .isEqualTo(
                        "UID:renewal-20261201-1@acme.example\nDTSTART;VALUE=DATE:20270314\nDTSTART:20270315T233000Z\n");
    }

    private static SampleBook book(String today) {
        return new SampleBook(Path.of("samples"), LocalDate.parse(today));
    }
}
