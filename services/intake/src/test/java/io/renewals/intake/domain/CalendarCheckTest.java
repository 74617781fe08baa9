package io.renewals.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.renewals.intake.domain.CalendarReading.Moved;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarCheckTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate KNOWN = LocalDate.of(2027, 1, 11);
    private static final LocalDate OTHER = LocalDate.of(2027, 2, 1);
    private static final KnownBook BOOK = new KnownBook(List.of(
            known("bayside", "Bayside Studio"),
            known("twin-a", "Twin & Co"),
            known("twin-b", "Twin & Co"),
            known("left-bayside", "Bayside Studio"),
            known("left-mill", "Old Mill")));

    private final CalendarCheck check = new CalendarCheck(address -> address.contains("@"));

    @Test
    void anotherDayThanTheOneKnownIsProposedAndTheRestStays() {
        CalendarReading reading = read(event("Renewal: Bayside Studio", "", OTHER));

        Moved moved = reading.moved().getFirst();
        assertThat(moved.day()).isEqualTo(OTHER);
        assertThat(moved.terms().quantity()).isEqualTo(24);
        assertThat(moved.confidence()).isEqualByComparingTo("0.9");
    }

    @Test
    void theDayThatIsKnownIsNoProposal() {
        CalendarReading reading = read(event("Renewal: Bayside Studio", "", KNOWN));

        assertThat(reading.moved()).isEmpty();
        assertThat(reading.same()).containsExactly("bayside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bayside Studio",
                "bayside  studio",
                "Renewal: Bayside Studio",
                "Contract renewal of Bayside Studio",
                "Bayside Studio – renewal",
                "#renewal Bayside Studio"
            })
    void theHeadingNamesTheAccount(String heading) {
        assertThat(read(event(heading, "", OTHER)).moved()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account: bayside", "Call Jo.\n  Account :  bayside  \nBye", "account: Bayside Studio"})
    void aLineOfTheDescriptionNamesItSurely(String description) {
        CalendarReading reading = read(event("Contract call", description, OTHER));

        assertThat(reading.moved().getFirst().confidence()).isEqualByComparingTo("1");
    }

    @Test
    void nobodyIsGuessed() {
        CalendarReading reading = read(
                event("Renewal: Bayside", "", OTHER),
                event("Renewal: Twin & Co", "", OTHER),
                event("x", "account: nobody", OTHER));

        assertThat(reading.moved()).isEmpty();
        assertThat(reading.refused()).hasSize(3).allSatisfy(each -> {
            assertThat(each.reasons().getFirst().advice()).isNotBlank();
            assertThat(each.where()).startsWith("event '");
        });
        assertThat(reading.refused().get(1).reasons().getFirst().advice()).contains("twin-a, twin-b");
        assertThat(reading.refused().get(2).account()).isEqualTo("nobody");
    }

    @Test
    void ofTwoRenewalsOfAnAccountTheNearerCounts() {
        CalendarReading reading = read(
                event("Renewal: Bayside Studio", "", OTHER.plusYears(1)), event("Renewal: Bayside Studio", "", OTHER));

        assertThat(reading.moved()).extracting(Moved::day).containsExactly(OTHER);
        assertThat(reading.refused().getFirst().reasons().getFirst().problem()).contains("2027-02-01 already");
    }

    @Test
    void aDayThatNoContractCanHaveIsRefusedAtTheEventsOwnField() {
        CalendarReading reading = read(event("Renewal: Bayside Studio", "", LocalDate.of(2099, 1, 1)));

        assertThat(reading.refused().getFirst().account()).isEqualTo("bayside");
        assertThat(reading.refused().getFirst().reasons())
                .extracting(Reason::field)
                .containsExactly("DTSTART");
    }

    @Test
    void whoLeftIsProposedNothingAndIsNotMeantWhereANamesakeStayed() {
        CalendarReading reading = read(
                event("Renewal: Bayside Studio", "", OTHER),
                event("Renewal: Old Mill", "", OTHER),
                event("x", "account: left-bayside", OTHER));

        assertThat(reading.moved()).extracting(each -> each.known().account()).containsExactly("bayside");
        assertThat(reading.refused()).hasSize(2).allSatisfy(each -> {
            assertThat(each.reasons().getFirst().field()).isEqualTo("account");
            assertThat(each.reasons().getFirst().problem()).contains("is reported as churned");
        });
    }

    @Test
    void aRefusalIsTheSameTomorrowAndOnAnotherLineAndAnotherOnAnotherDay() {
        LocalDate never = LocalDate.of(2099, 1, 1);
        CalendarEvent today = event("Renewal: Bayside Studio", "", never);
        CalendarEvent first = event("Renewal: Bayside Studio", "", OTHER);
        CalendarEvent second = event("Bayside Studio #renewal", "", OTHER.plusDays(9));

        assertThat(identity(TODAY, today)).isEqualTo(identity(TODAY.plusDays(1), today));
        assertThat(identity(TODAY, first, second)).isEqualTo(identity(TODAY, onLine(90, first), onLine(95, second)));
        assertThat(identity(TODAY, today))
                .isNotEqualTo(identity(
                        TODAY,
                        new CalendarEvent(
                                4,
                                today.uid(),
                                today.summary(),
                                "",
                                today.categories(),
                                Optional.empty(),
                                new CalendarEvent.On(never.plusDays(1)),
                                "")));
        assertThat(identity(TODAY, event("x", "account: one", OTHER)))
                .isNotEqualTo(identity(TODAY, event("x", "account: two", OTHER)));
    }

    private String identity(LocalDate day, CalendarEvent... events) {
        return check.read(List.of(events), 0, List.of(), BOOK, day)
                .refused()
                .getFirst()
                .identity();
    }

    private static CalendarEvent onLine(int line, CalendarEvent event) {
        return new CalendarEvent(
                line,
                event.uid(),
                event.summary(),
                event.description(),
                event.categories(),
                event.property(),
                event.next(),
                event.content());
    }

    @Test
    void textThatNobodyWroteIsRefusedAtOnceAndNotLookedInto() {
        String blanks = " ".repeat(20_000);
        CalendarReading reading = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> read(
                        event("#renewal a" + blanks + "b", "", OTHER),
                        event("#renewal", "\n".repeat(200_000), OTHER),
                        event("Bayside Studio", "account: " + "x".repeat(301), OTHER),
                        event("#renewal a" + " ".repeat(280) + "b", "\n".repeat(9_990), OTHER)));

        assertThat(reading.refused())
                .extracting(each -> each.reasons().getFirst())
                .satisfiesExactly(
                        heading -> {
                            assertThat(heading.field()).isEqualTo("SUMMARY");
                            assertThat(heading.problem()).isEqualTo("is longer than 300 characters");
                            assertThat(heading.advice()).contains("shorten");
                        },
                        description -> assertThat(description.problem()).isEqualTo("is longer than 10000 characters"),
                        account -> assertThat(account.field()).isEqualTo("account"),
                        nobody -> assertThat(nobody.problem()).contains("no account's name"));
    }

    @Test
    void anEventThatIsNoRenewalIsPassedOver() {
        CalendarEvent lunch = new CalendarEvent(
                7,
                "u",
                "Bayside Studio",
                "talk about the renewal",
                List.of("Lunch"),
                Optional.empty(),
                new CalendarEvent.On(OTHER),
                "");

        CalendarReading reading = check.read(List.of(lunch), 3, List.of(), BOOK, TODAY);

        assertThat(reading.other()).isEqualTo(4);
        assertThat(reading.moved()).isEmpty();
    }

    private CalendarReading read(CalendarEvent... events) {
        return check.read(List.of(events), 0, List.of(), BOOK, TODAY);
    }

    private static CalendarEvent event(String summary, String description, LocalDate day) {
        return new CalendarEvent(
                4,
                "u-" + summary + day,
                summary,
                description,
                List.of("renewal"),
                Optional.empty(),
                new CalendarEvent.On(day),
                "");
    }

    private static KnownAccount known(String account, String name) {
        TermsDraft terms = new TermsDraft(
                name,
                "pro",
                "mid",
                24,
                new BigDecimal("49.0000"),
                "USD",
                "MONTHLY",
                12,
                LocalDate.of(2026, 1, 11),
                KNOWN,
                30,
                true,
                "Jo",
                "jo@bayside.example",
                null);
        return new KnownAccount(account, name, 7, terms, account.startsWith("left"));
    }
}
