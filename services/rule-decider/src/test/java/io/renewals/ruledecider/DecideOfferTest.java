package io.renewals.ruledecider;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.BillingPeriod;
import io.renewals.events.CycleStatus;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.OfferDecided;
import io.renewals.events.Play;
import io.renewals.events.RenewalAssessed;
import io.renewals.events.RenewalDue;
import io.renewals.events.RulebookPublished;
import io.renewals.events.Terms;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "rule-decider"))
class DecideOfferTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-12-01");
    private static final Instant NOW = Instant.parse("2026-12-01T11:00:00Z");
    private static boolean rulebookPublished;

    TestTopics topics;

    @BeforeEach
    void publishRulebook() throws IOException {
        if (!rulebookPublished) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", rulebook());
            rulebookPublished = true;
        }
    }

    @Test
    void aHeavyUserNearTheCeilingIsOfferedTheNextPlanInsideTheCap() {
        RenewalDue due = due("heavy-user", CycleStatus.NONE, usage("usage:1", "94"), sensitive("crm:1"));

        topics.publish(Topics.RENEWAL_DUE, "acme/heavy-user", due);

        Seen<OfferDecided> decided = awaitDecided("heavy-user");
        assertThat(decided.value().getOffer().getPlay()).isEqualTo(Play.UPGRADE);
        assertThat(decided.value().getOffer().getProposedPlan()).isEqualTo("business");
        assertThat(decided.value().getOffer().getDiscountPercent())
                .isLessThanOrEqualTo(decided.value().getOffer().getCapPercent());
        assertThat(decided.value().getOffer().getUnitPrice())
                .isGreaterThanOrEqualTo(decided.value().getOffer().getFloorUnitPrice());
        assertThat(decided.value().getOfferId()).isEqualTo(due.getOfferId());
        assertThat(decided.value().getEvidence())
                .extracting(Evidence::getSourceId)
                .contains("usage:1");
        assertThat(awaitAssessed("heavy-user").value().getOffered()).isTrue();
    }

    @Test
    void anAccountWithALiveDraftIsAssessedAndNotOfferedAgain() {
        topics.publish(
                Topics.RENEWAL_DUE, "acme/drafted", due("drafted", CycleStatus.LIVE_DRAFT, usage("usage:1", "94")));

        RenewalAssessed assessed = awaitAssessed("drafted").value();

        assertThat(assessed.getOffered()).isFalse();
        assertThat(assessed.getNoOfferCode()).isEqualTo("live-draft");
        assertThat(topics.all(Topics.OFFER_DECIDED, OfferDecided.class))
                .noneMatch(seen -> seen.key().equals("acme/drafted"));
    }

    @Test
    void theSameCheckAgainGivesTheSameBytesUnderTheSameId() {
        Map<String, String> sameEvent = Map.of("ce_id", "replayed-1", "ce_time", NOW.toString());
        RenewalDue due = due("replayed", CycleStatus.NONE, usage("usage:9", "97"));

        topics.publish(Topics.RENEWAL_DUE, "acme/replayed", due, sameEvent);
        topics.publish(Topics.RENEWAL_DUE, "acme/replayed", due, sameEvent);

        List<Seen<OfferDecided>> twice =
                topics.await(Topics.OFFER_DECIDED, OfferDecided.class, 2, TestTopics.PATIENCE, seen -> seen.key()
                        .equals("acme/replayed"));
        assertThat(twice.get(0).bytes()).isEqualTo(twice.get(1).bytes());
        assertThat(twice.get(0).headers().get("ce_id"))
                .isEqualTo(twice.get(1).headers().get("ce_id"));
        assertThat(twice.get(0).headers().get("ce_time")).isEqualTo(NOW.toString());
    }

    @Test
    void poisonIsDeadLetteredWithItsReasonAndTheNextEventFlows() {
        topics.publishBytes(Topics.RENEWAL_DUE, "acme/poison", new byte[] {7, 7, 7}, Map.of("ce_id", "p-1"));
        topics.publish(
                Topics.RENEWAL_DUE,
                "acme/other-tenant",
                due("other-tenant", CycleStatus.NONE, usage("usage:1", "94")),
                Map.of("ce_tenant", "globex"));
        topics.publish(Topics.RENEWAL_DUE, "acme/after", due("after", CycleStatus.NONE, usage("usage:1", "94")));

        awaitDecided("after");
        List<Seen<byte[]>> dead = topics.awaitBytes(
                Topics.dead("rule-decider"), 2, TestTopics.PATIENCE, seen -> List.of("acme/poison", "acme/other-tenant")
                        .contains(seen.key()));
        Seen<byte[]> poison = dead.stream()
                .filter(seen -> seen.key().equals("acme/poison"))
                .findFirst()
                .orElseThrow();
        assertThat(poison.bytes()).containsExactly(7, 7, 7);
        assertThat(poison.headers())
                .containsEntry("ce_id", "p-1")
                .containsEntry("dead-letter-topic", Topics.RENEWAL_DUE);
        assertThat(dead).anySatisfy(seen -> assertThat(seen.headers().get("dead-letter-reason"))
                .contains("ce_tenant says 'globex'", "body says 'acme'"));
    }

    private Seen<OfferDecided> awaitDecided(String account) {
        return topics.awaitOne(
                Topics.OFFER_DECIDED, OfferDecided.class, seen -> seen.key().equals("acme/" + account));
    }

    private Seen<RenewalAssessed> awaitAssessed(String account) {
        return topics.awaitOne(Topics.RENEWAL_ASSESSED, RenewalAssessed.class, seen -> seen.key()
                .equals("acme/" + account));
    }

    private static RulebookPublished rulebook() throws IOException {
        String yaml = Files.readString(Path.of("../../samples/rulebook.yaml"));
        return RulebookPublished.newBuilder()
                .setTenant("acme")
                .setVersion(1)
                .setYaml(yaml)
                .setSha256(Ids.sha256(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .setPublishedBy("ada")
                .setPublishedAt(NOW)
                .setCorrelationId("c")
                .setCausationId("c")
                .build();
    }

    private static RenewalDue due(String account, CycleStatus status, Evidence... evidence) {
        return RenewalDue.newBuilder()
                .setTenant("acme")
                .setAccount(account)
                .setCorrelationId("scan-1")
                .setCausationId("scan-1")
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(Ids.offer("acme", account, 1, 1))
                .setBusinessDate(TODAY)
                .setRulebookVersion(1)
                .setAccountVersion(3)
                .setMaterialVersion(1)
                .setTerms(terms(account))
                .setEvidence(new ArrayList<>(List.of(evidence)))
                .setDaysToRenewal(35)
                .setNoticeDeadline(TODAY.plusDays(20))
                .setCycleStatus(status)
                .build();
    }

    private static Terms terms(String account) {
        return Terms.newBuilder()
                .setAccountName("Customer " + account)
                .setPlan("pro")
                .setTier("mid")
                .setQuantity(20)
                .setUnitPrice(new BigDecimal("49.0000"))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(TODAY.plusDays(35))
                .setNoticePeriodDays(15)
                .setContactName("Sam Lee")
                .setContactEmail("sam@customer.example")
                .build();
    }

    private static Evidence usage(String id, String percent) {
        return Evidence.newBuilder()
                .setSourceId(id)
                .setKind(EvidenceKind.USAGE)
                .setMetric("utilisation")
                .setValue(new BigDecimal(percent).setScale(4))
                .setObservedAt(NOW)
                .build();
    }

    private static Evidence sensitive(String id) {
        return Evidence.newBuilder()
                .setSourceId(id)
                .setKind(EvidenceKind.CRM)
                .setMetric("price_sensitive")
                .setValue(new BigDecimal("1.0000"))
                .setObservedAt(NOW)
                .build();
    }
}
