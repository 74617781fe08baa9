package io.renewals.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing and nobody is forgotten in a quarter, whatever people, customers and the bus do. Another seed: {@code -Dsimulation.seed=7}. */
class QuarterTest {
    private static final long SEED = Long.getLong("simulation.seed", 20_270_101L);
    private static final int WHOLE = Integer.getInteger("simulation.accounts", 400);
    /** Five Mondays and two firsts of a month; somebody goes on leave, comes back, and somebody else falls ill. */
    private static final LocalDate FIVE_WEEKS = Cast.FIRST_DAY.plusDays(36);

    /** Also where few have little time. */
    private static final List<String> OFTEN = List.of(
            "customer mails",
            "reminders",
            "escalations",
            "expiries",
            "cards held for a case",
            "Snooze done",
            "snoozes over",
            "Reassign done");

    private static final List<String> SELDOM = List.of(
            "Undo done",
            "exceptions granted",
            "mails to small accounts after their cap fell",
            "cards held for their cap",
            "cards void since their accounts are left alone");

    @BeforeAll
    static void quiet() {
        System.setProperty("org.jboss.logging.provider", "jdk");
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    /** Seconds: what every build holds, so that the long runs never find out first that a service wants what nobody gives it. */
    @Test
    void the_eight_services_can_be_put_together() {
        try (Product product =
                new Product(new SimulatedClock(Instant.parse("2027-01-01T00:00:00Z")), new Random(SEED), Cast.PEOPLE)) {
            assertThat(product.services()).hasSize(8);
        }
    }

    /** Three quarters of a minute on two busy cores. */
    @Test
    void every_hour_of_five_weeks_registry_queue_people_and_trail_agree() {
        Map<String, Long> counts = passes(60, FIVE_WEEKS);
        assertThat(counts).hasEntrySatisfying("digests and summaries of the whole book", times -> assertThat(times)
                .isEqualTo(7));
        happened(counts, OFTEN);
    }

    /** A minute or two: long, so that every build stays short. */
    @Test
    @Tag("long")
    void every_hour_of_a_quarter_registry_queue_people_and_trail_agree() {
        Map<String, Long> counts = passes(100, Cast.END);
        happened(counts, OFTEN);
    }

    /** Minutes: most of it is the database's answering. */
    @Test
    @Tag("long")
    void every_hour_of_a_quarter_of_four_hundred_accounts_they_agree() {
        Map<String, Long> counts = passes(WHOLE, Cast.END);
        assertThat(counts).hasEntrySatisfying("digests and summaries of the whole book", times -> assertThat(times)
                .isEqualTo(16));
        happened(counts, OFTEN);
        happened(counts, SELDOM);
    }

    /** What never happened was not held to anything. */
    private static void happened(Map<String, Long> counts, List<String> things) {
        for (String thing : things) {
            assertThat(counts.getOrDefault(thing, 0L)).as(thing).isPositive();
        }
    }

    /** @return how often each thing happened */
    private static Map<String, Long> passes(int accounts, LocalDate end) {
        // Given
        try (Quarter quarter = new Quarter(SEED, accounts, end)) {
            // When
            Figures figures = quarter.run();
            // Then
            Logger.getLogger("simulation").setLevel(Level.INFO);
            System.getLogger("simulation").log(System.Logger.Level.INFO, figures);
            return figures.counts();
        }
    }
}
