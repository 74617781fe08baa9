package io.renewals.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.events.AccountRejected;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Outcome;
import io.renewals.events.OutcomeReported;
import io.renewals.events.Rejection;
import io.renewals.events.SignalReported;
import io.renewals.events.TermsReported;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class IntakeTest {
    TestTopics topics;

    @Test
    void aReportedContractIsAcceptedInNormalForm() {
        topics.publish(Topics.TERMS_REPORTED, "acme/cafe", Reports.terms("acme", "cafe"), Map.of("ce_id", "t-1"));

        AccountAccepted accepted = accepted("acme/cafe");

        assertThat(accepted.getTerms().getAccountName()).isEqualTo("Café Bayside");
        assertThat(accepted.getTerms().getCurrency()).isEqualTo("USD");
        assertThat(accepted.getTerms().getContactEmail()).isEqualTo("Jo@bayside.example");
        assertThat(accepted.getTerms().getUnitPrice()).isEqualByComparingTo("49");
        assertThat(accepted.getObservedAt()).isEqualTo(Reports.EARLIER);
        assertThat(accepted.getCausationId()).isEqualTo("t-1");
        assertThat(accepted.getOrigin()).isEqualTo("/intake-test t-1");
    }

    @Test
    void aReportWithMistakesIsRejectedWithEveryReason() {
        TermsReported wrong = Reports.terms("acme", "many-mistakes");
        wrong.getTerms().setUnitPrice(new BigDecimal("-3.0000"));
        wrong.getTerms().setQuantity(0);
        wrong.getTerms().setCurrency("XX1");
        wrong.getTerms().setBillingPeriod(BillingPeriod.UNKNOWN);
        wrong.getTerms().setTermMonths(600);
        wrong.getTerms().setContactEmail("nobody");

        topics.publish(Topics.TERMS_REPORTED, "acme/many-mistakes", wrong);

        AccountRejected rejected = rejected("acme/many-mistakes");
        assertThat(rejected.getRejections())
                .extracting(Rejection::getField)
                .containsExactly(
                        "terms.quantity",
                        "terms.unitPrice",
                        "terms.currency",
                        "terms.billingPeriod",
                        "terms.termMonths",
                        "terms.contactEmail");
        assertThat(rejected.getRejections()).allSatisfy(reason -> {
            assertThat(reason.getProblem()).isNotBlank();
            assertThat(reason.getAdvice()).isNotBlank();
        });
        given().auth()
                .preemptive()
                .basic("maria", "maria")
                .get("/api/rejected?account=many-mistakes")
                .then()
                .statusCode(200)
                .body("rejections[0].reasons.field", hasItems("terms.quantity", "terms.contactEmail"))
                .body("rejections[0].content", containsString("\"nobody\""));
    }

    @Test
    void signalsAndOutcomesAreCheckedAndAccepted() {
        topics.publish(Topics.SIGNAL_REPORTED, "acme/heard", Reports.signal("acme", "heard"));
        topics.publish(Topics.OUTCOME_REPORTED, "acme/gone", Reports.churned("acme", "gone"));

        assertThat(accepted("acme/heard").getSignal().getValue()).isEqualByComparingTo("92.5");
        assertThat(accepted("acme/gone").getOutcome()).isEqualTo(Outcome.CHURNED);
    }

    @Test
    void aSignalWhoseKindDoesNotFitItsMetricIsRejected() {
        SignalReported wrong = Reports.signal("acme", "misfit");
        wrong.getSignal().setMetric("days_late");

        topics.publish(Topics.SIGNAL_REPORTED, "acme/misfit", wrong);

        assertThat(rejected("acme/misfit").getRejections())
                .extracting(Rejection::getField)
                .containsExactly("signal.kind", "signal.value");
    }

    @Test
    void anOutcomeOfAnUnknownKindIsRejected() {
        OutcomeReported wrong = Reports.churned("acme", "odd-end");
        wrong.setOutcome(Outcome.UNKNOWN);

        topics.publish(Topics.OUTCOME_REPORTED, "acme/odd-end", wrong);

        assertThat(rejected("acme/odd-end").getRejections().getFirst().getField())
                .isEqualTo("outcome");
    }

    @Test
    void theSameIdFromTwoSystemsIsTwoReports() {
        Map<String, String> one = Map.of("ce_id", "7", "ce_source", "/crm");
        Map<String, String> other = Map.of("ce_id", "7", "ce_source", "/billing");
        topics.publish(Topics.TERMS_REPORTED, "acme/twice-told", Reports.terms("acme", "twice-told"), one);
        topics.publish(Topics.TERMS_REPORTED, "acme/twice-told", Reports.terms("acme", "twice-told"), other);
        topics.publish(Topics.TERMS_REPORTED, "acme/twice-told", Reports.terms("acme", "twice-told"), one);

        List<Seen<AccountAccepted>> accepted =
                topics.await(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, 2, TestTopics.PATIENCE, seen -> seen.key()
                        .equals("acme/twice-told"));

        assertThat(accepted).extracting(seen -> seen.headers().get("ce_id")).doesNotHaveDuplicates();
    }

    @Test
    void poisonGoesToDeadLettersAndStopsNobody() {
        byte[] poison = "not avro".getBytes(StandardCharsets.UTF_8);
        for (String topic : List.of(Topics.TERMS_REPORTED, Topics.SIGNAL_REPORTED, Topics.OUTCOME_REPORTED)) {
            topics.publishBytes(topic, "acme/poisoned", poison, Map.of());
        }
        topics.publish(Topics.TERMS_REPORTED, "acme/poisoned", Reports.terms("acme", "poisoned"));

        assertThat(accepted("acme/poisoned").getTerms().getPlan()).isEqualTo("pro");
        assertThat(topics.awaitBytes(
                        Topics.dead("intake"), 3, Duration.ofSeconds(20), seen -> "acme/poisoned".equals(seen.key())))
                .extracting(Seen::value)
                .containsOnly(poison);
    }

    @Test
    void anotherTenantSeesNoRefusal() {
        TermsReported wrong = Reports.terms("acme", "acmes-own");
        wrong.getTerms().setQuantity(0);
        topics.publish(Topics.TERMS_REPORTED, "acme/acmes-own", wrong);
        rejected("acme/acmes-own");

        given().auth()
                .preemptive()
                .basic("gina", "gina")
                .get("/api/rejected?account=acmes-own")
                .then()
                .statusCode(200)
                .body("rejections", empty());
        given().auth()
                .preemptive()
                .basic("gina", "gina")
                .get("/rejected")
                .then()
                .statusCode(200)
                .body(not(containsString("acmes-own")));
    }

    private AccountAccepted accepted(String key) {
        return topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                        .equals(key))
                .value();
    }

    private AccountRejected rejected(String key) {
        return topics.awaitOne(Topics.ACCOUNT_REJECTED, AccountRejected.class, seen -> seen.key()
                        .equals(key))
                .value();
    }
}
