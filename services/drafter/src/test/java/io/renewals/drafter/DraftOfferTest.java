package io.renewals.drafter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Engine;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.Offer;
import io.renewals.events.OfferDecided;
import io.renewals.events.OfferDrafted;
import io.renewals.events.Play;
import io.renewals.events.RulebookPublished;
import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.events.Verdict;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.standins.BedrockStandIn;
import io.renewals.standins.bedrock.ModelFault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "drafter"))
@QuarkusTestResource(ModelStandIn.class)
class DraftOfferTest {
    private static boolean rulebookPublished;

    TestTopics topics;
    BedrockStandIn model;

    @BeforeEach
    void publishRulebook() throws IOException {
        model.reset();
        if (!rulebookPublished) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", rulebook());
            rulebookPublished = true;
        }
    }

    @Test
    void theModelsWordsAreFilledWithTheDecidedFactsAndOneCallWasMade() {
        OfferDrafted drafted = draft("good");

        assertThat(drafted.getEngine()).isEqualTo(Engine.BEDROCK);
        assertThat(drafted.getModelId()).contains("sonnet");
        assertThat(drafted.getFlags()).isEmpty();
        assertThat(drafted.getTextBody()).contains("$80.10", "10%", "Business").doesNotContain("{{");
        assertThat(drafted.getTextBody()).endsWith("Best regards,\nMaria Santos\n");
        assertThat(drafted.getBodyTemplate()).contains("{{unit_price}}");
        assertThat(drafted.getCitations()).isSubsetOf("usage:1", "crm:1");
        assertThat(model.callsOf(drafted.getOfferId())).isEqualTo(1);
        assertThat(topics.awaitOne(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, seen -> seen.key()
                                .equals("acme/good"))
                        .value()
                        .getKind())
                .isEqualTo("model-call");
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelFault.class,
            names = {
                "FABRICATE_NUMBERS",
                "FABRICATE_SPELLED",
                "FABRICATE_IDS",
                "FABRICATE_LINKS",
                "UNKNOWN_PLACEHOLDER",
                "EMPTY",
                "MALFORMED",
                "GARBAGE",
                "TRUNCATED",
                "FAIL",
                "THROTTLE",
                "UNAVAILABLE",
                "DROP"
            })
    void afterTwoRefusalsOrFailuresTheTemplateWritesAndTheDraftSaysWhy(ModelFault fault) {
        model.fault(fault, 2, "", 0);

        OfferDrafted drafted = draft("fault-" + fault.name().toLowerCase());

        assertThat(drafted.getEngine()).isEqualTo(Engine.TEMPLATE);
        assertThat(drafted.getFlags()).hasSize(1);
        assertThat(drafted.getFlags().getFirst()).startsWith("model-");
        assertThat(drafted.getAttempts()).isEqualTo(2);
        assertThat(drafted.getTextBody()).doesNotContain("23%", "twenty-three", "offers.example.net", "secret");
        assertThat(drafted.getCitations()).isSubsetOf("usage:1", "crm:1");
        assertThat(model.callsOf(drafted.getOfferId())).isEqualTo(2);
    }

    @Test
    void aCallThatNeverAnswersIsGivenUpAndTheSecondSucceeds() {
        model.fault(ModelFault.STALL, 1, "", 10_000);

        OfferDrafted drafted = draft("stalled");

        assertThat(drafted.getEngine()).isEqualTo(Engine.BEDROCK);
        assertThat(drafted.getAttempts()).isEqualTo(2);
    }

    @Test
    void theSameDecisionTwiceIsOneDraftAndOneCall() {
        OfferDecided decided = decided("twice");
        Map<String, String> sameEvent = Map.of("ce_id", "decided-twice");
        topics.publish(Topics.OFFER_DECIDED, "acme/twice", decided, sameEvent);
        topics.publish(Topics.OFFER_DECIDED, "acme/twice", decided, sameEvent);
        topics.publish(Topics.OFFER_DECIDED, "acme/after-twice", decided("after-twice"));

        await("after-twice");

        assertThat(topics.all(Topics.OFFER_DRAFTED, OfferDrafted.class).stream()
                        .filter(seen -> seen.key().equals("acme/twice")))
                .hasSize(1);
        assertThat(model.callsOf(decided.getOfferId())).isEqualTo(1);
    }

    private OfferDrafted draft(String account) {
        topics.publish(Topics.OFFER_DECIDED, "acme/" + account, decided(account));
        return await(account);
    }

    private OfferDrafted await(String account) {
        return topics.awaitOne(Topics.OFFER_DRAFTED, OfferDrafted.class, seen -> seen.key()
                        .equals("acme/" + account))
                .value();
    }

    private static OfferDecided decided(String account) {
        LocalDate day = LocalDate.parse("2026-12-01");
        return OfferDecided.newBuilder()
                .setTenant("acme")
                .setAccount(account)
                .setCorrelationId("scan")
                .setCausationId(UUID.randomUUID().toString())
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(Ids.offer("acme", account, 1, 1))
                .setBusinessDate(day)
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setTerms(Terms.newBuilder()
                        .setAccountName("Bayside Studio")
                        .setPlan("pro")
                        .setTier("mid")
                        .setQuantity(20)
                        .setUnitPrice(new BigDecimal("49.0000"))
                        .setCurrency("USD")
                        .setBillingPeriod(BillingPeriod.MONTHLY)
                        .setTermMonths(12)
                        .setRenewalDate(day.plusDays(35))
                        .setContactName("Sam Lee")
                        .setContactEmail("sam@bayside.example")
                        .build())
                .setOffer(Offer.newBuilder()
                        .setPlay(Play.UPGRADE)
                        .setCurrentPlan("pro")
                        .setCurrentPlanName("Pro")
                        .setProposedPlan("business")
                        .setProposedPlanName("Business")
                        .setQuantity(20)
                        .setBillingPeriod(BillingPeriod.MONTHLY)
                        .setTermMonths(12)
                        .setCurrency("USD")
                        .setCurrentUnitPrice(new BigDecimal("49.0000"))
                        .setListUnitPrice(new BigDecimal("89.0000"))
                        .setDiscountPercent(new BigDecimal("10.00"))
                        .setUnitPrice(new BigDecimal("80.1000"))
                        .setFloorUnitPrice(new BigDecimal("71.0000"))
                        .setCapPercent(new BigDecimal("15.00"))
                        .setTier("mid")
                        .setCurrentArr(new BigDecimal("11760.0000"))
                        .setProposedArr(new BigDecimal("19224.0000"))
                        .setReason("heavy user near the Pro ceiling; loyalty discount 10%")
                        .setCitations(List.of("usage:1"))
                        .build())
                .setVerdict(Verdict.EXPANSION)
                .setSeverity(Severity.LOW)
                .setEvidence(List.of(
                        evidence("usage:1", EvidenceKind.USAGE, "utilisation", "94.0000"),
                        evidence("crm:1", EvidenceKind.CRM, "price_sensitive", "1.0000")))
                .setDaysToRenewal(35)
                .setNoticeDeadline(day.plusDays(5))
                .build();
    }

    private static Evidence evidence(String id, EvidenceKind kind, String metric, String value) {
        return Evidence.newBuilder()
                .setSourceId(id)
                .setKind(kind)
                .setMetric(metric)
                .setValue(new BigDecimal(value))
                .setObservedAt(Instant.parse("2026-11-30T00:00:00Z"))
                .build();
    }

    private static RulebookPublished rulebook() throws IOException {
        String yaml = Files.readString(Path.of("../../samples/rulebook.yaml"))
                .replace("monthly_budget: 25.00", "monthly_budget: 2500.00")
                .replace("daily_cost_cap_per_account: 0.05", "daily_cost_cap_per_account: 5.00");
        return RulebookPublished.newBuilder()
                .setTenant("acme")
                .setVersion(1)
                .setYaml(yaml)
                .setSha256(Ids.sha256(yaml.getBytes(StandardCharsets.UTF_8)))
                .setPublishedBy("ada")
                .setPublishedAt(Instant.parse("2026-11-30T00:00:00Z"))
                .setCorrelationId("c")
                .setCausationId("c")
                .build();
    }
}
