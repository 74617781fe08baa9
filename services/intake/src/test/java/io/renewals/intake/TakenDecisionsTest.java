package io.renewals.intake;

import static io.renewals.intake.CalendarSteps.MOVED;
import static io.renewals.intake.CalendarSteps.get;
import static io.renewals.intake.CalendarSteps.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.events.AccountRejected;
import io.renewals.events.Lane;
import io.renewals.events.ProposalActioned;
import io.renewals.events.Terms;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people decided about proposals: accepted terms pass the checks that reported ones pass. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class TakenDecisionsTest {
    TestTopics topics;

    @Test
    void acceptedTermsPassTheChecksAndKeepLaneAndOrigin() {
        decide("ics-yes", true, terms("ics-yes", MOVED), "calendar mine.ics, line 2");

        AccountAccepted accepted = topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                        .equals("acme/ics-yes"))
                .value();

        assertThat(accepted.getTerms().getRenewalDate()).isEqualTo(MOVED);
        assertThat(accepted.getFields()).containsExactly("renewalDate");
        assertThat(accepted.getLane()).isEqualTo(Lane.CALENDAR);
        assertThat(accepted.getOrigin()).isEqualTo("calendar mine.ics, line 2");
        assertThat(accepted.getSourceId()).isEqualTo("proposal:p-ics-yes");
    }

    @Test
    void acceptedTermsThatTheChecksRefuseAreShownAsRejected() {
        Terms wrong = terms("ics-wrong", MOVED);
        wrong.setQuantity(0);

        decide("ics-wrong", true, wrong, "calendar mine.ics, line 9");

        AccountRejected rejected = topics.awaitOne(Topics.ACCOUNT_REJECTED, AccountRejected.class, seen -> seen.key()
                        .equals("acme/ics-wrong"))
                .value();
        assertThat(rejected.getRejections().getFirst().getField()).isEqualTo("terms.quantity");
        get("maria", "/rejected?account=ics-wrong").body(containsString("calendar mine.ics, line 9"));
    }

    @Test
    void aRefusedProposalChangesNothingAndOneWithoutTermsIsPoison() {
        decide("ics-no", false, null, "calendar mine.ics, line 2");
        decide("ics-poison", true, null, "calendar mine.ics, line 2");
        decide("ics-after", true, terms("ics-after", MOVED), "calendar mine.ics, line 2");

        topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                .equals("acme/ics-after"));
        topics.awaitBytes(
                Topics.dead("intake"), 1, Duration.ofSeconds(20), seen -> "acme/ics-poison".equals(seen.key()));
        assertThat(topics.all(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class))
                .extracting(Seen::key)
                .doesNotContain("acme/ics-no");
    }

    private void decide(String account, boolean accepted, Terms terms, String origin) {
        topics.publish(
                Topics.PROPOSAL_ACTIONED,
                "acme/" + account,
                ProposalActioned.newBuilder()
                        .setTenant("acme")
                        .setAccount(account)
                        .setCorrelationId("c")
                        .setCausationId("c")
                        .setProposalId("p-" + account)
                        .setAccepted(accepted)
                        .setActor("maria@acme.example")
                        .setTerms(terms)
                        .setAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                        .setLane(Lane.CALENDAR)
                        .setOrigin(origin)
                        .setReason(accepted ? null : "wrong")
                        .setFields(accepted ? List.of("renewalDate") : List.of())
                        .build());
    }
}
