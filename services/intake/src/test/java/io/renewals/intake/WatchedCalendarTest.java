package io.renewals.intake;

import static io.renewals.intake.CalendarSteps.MOVED;
import static io.renewals.intake.CalendarSteps.calendar;
import static io.renewals.intake.CalendarSteps.event;
import static io.renewals.intake.CalendarSteps.get;
import static io.renewals.intake.CalendarSteps.know;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountRejected;
import io.renewals.events.Lane;
import io.renewals.intake.adapter.Occasion;
import io.renewals.intake.adapter.Refusal;
import io.renewals.intake.adapter.Rejections;
import io.renewals.intake.domain.Reason;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.store.Transactions;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A calendar at an address: read again and again, and by itself. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class WatchedCalendarTest {
    TestTopics topics;
    Database database;

    @Inject
    WatchCalendars watch;

    @Inject
    MeterRegistry meters;

    @Inject
    Transactions transactions;

    @Inject
    Rejections rejections;

    @Test
    void aWatchedCalendarIsReadAgainForWhatHasBecomeKnownSince() throws Exception {
        try (WebFile file = new WebFile(calendar(event("watched", "account: ics-watched", MOVED)))) {
            assertThat(watch.read("acme", file.url()))
                    .hasValueSatisfying(told -> assertThat(told).contains("1 refused"));
            assertThat(watch.read("acme", file.url())).isEmpty();
            know(topics, "ics-watched");
            asSuperuser("update intake.calendar_watch set claimed_until = null");
            assertThat(watch.read("acme", file.url()))
                    .hasValueSatisfying(told -> assertThat(told).contains("1 proposed"));
            get("ada", "/import").body(containsString("Watched calendar")).body(containsString("1 proposed"));
        }
    }

    @Test
    void aWatchedCalendarThatFailsSaysSoIsCountedAndCostsNoOther() throws Exception {
        Map<String, URI> watched = new LinkedHashMap<>();
        try (WebFile file = new WebFile(calendar(event("failing", "account: ics-failing", MOVED)));
                WebFile other = new WebFile(calendar(""))) {
            know(topics, "ics-failing");
            watched.put("acme", file.url());
            watched.put("globex", other.url());
            asSuperuser("update intake.calendar_watch set claimed_until = null");
            asSuperuser("revoke insert on intake.proposal_made from intake");
            double before = failures();

            watch.readAll(watched);

            get("ada", "/import").body(containsString("could not be read: internal error"));
            get("gus", "/import").body(containsString("0 events"));
            assertThat(failures() - before).isOne();
        } finally {
            asSuperuser("grant insert on intake.proposal_made to intake");
        }
    }

    @Test
    void aReasonThatNoProducerWouldTakeIsCutAndLeaves() {
        Occasion occasion = new Occasion("acme", Lane.CALENDAR, "calendar x", "c", "c", "event");
        Reason reason = new Reason("x", "is \u0000" + "long".repeat(1_000_000), "shorten it");

        transactions.useTenant(
                "acme",
                work -> rejections.record(
                        work, List.of(new Refusal(occasion, "ics-wordy", Optional.of(1), List.of(reason), ""))));

        AccountRejected told = topics.awaitOne(Topics.ACCOUNT_REJECTED, AccountRejected.class, seen -> seen.key()
                        .equals("acme/ics-wordy"))
                .value();
        assertThat(told.getRejections().getFirst().getProblem())
                .startsWith("is \uFFFDlong")
                .hasSize(1_001);
        get("maria", "/rejected?account=ics-wordy").body(containsString("shorten it"));
    }

    private double failures() {
        return meters.counter("renewals.tenant.failures", "work", "watched calendar", "tenant", "acme")
                .count();
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = database.superuser()) {
            superuser.createStatement().execute(sql);
        }
    }
}
