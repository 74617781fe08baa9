package io.renewals.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing and nobody is forgotten in a quarter, whatever people, customers and the bus do. Another seed: {@code -Dsimulation.seed=7}. */
class QuarterTest {
    private static final long SEED = Long.getLong("simulation.seed", 20_270_101L);
    private static final int SMALL = 100;
    private static final int WHOLE = Integer.getInteger("simulation.accounts", 400);

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

    /** Minutes on two busy cores: with the long runs, so that every build stays short. */
    @Test
    @Tag("long")
    void every_hour_of_a_quarter_registry_queue_people_and_trail_agree() {
        passes(SMALL);
    }

    /** Minutes, where the small one takes one or two: most of it is the database's answering. */
    @Test
    @Tag("long")
    void every_hour_of_a_quarter_of_four_hundred_accounts_they_agree() {
        passes(WHOLE);
    }

    private static void passes(int accounts) {
        // Given
        try (Quarter quarter = new Quarter(SEED, accounts)) {
            // When
            Figures figures = quarter.run();
            // Then
            Logger.getLogger("simulation").setLevel(Level.INFO);
            System.getLogger("simulation").log(System.Logger.Level.INFO, figures);
            assertThat(figures.counts().get("customer mails")).isPositive();
            assertThat(figures.counts().get("cards held for a case")).isPositive();
        }
    }
}
