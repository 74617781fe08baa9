package io.renewals.guardrailgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Engine;
import io.renewals.events.Offer;
import io.renewals.events.OfferDrafted;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.Play;
import io.renewals.events.RulebookPublished;
import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.events.Verdict;
import io.renewals.messaging.Ids;
import io.renewals.schemas.MailDigest;
import io.renewals.schemas.Topics;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "guardrail-gate"))
class GuardOfferTest {
    /** A Tuesday, 11:00 in New York. */
    private static final Instant BUSINESS_HOURS = Instant.parse("2026-12-01T16:00:00Z");
    /** The same Tuesday, 22:00 in New York. */
    private static final Instant NIGHT = Instant.parse("2026-12-02T03:00:00Z");

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
    void aDraftInsideTheRulesIsQueuedForItsTiersOwnerWithTheExactMessage() {
        OfferQueued queued = queue("inside", "10.00", "80.10", null, BUSINESS_HOURS);

        assertThat(queued.getCard().getOwner().getId()).isEqualTo("maria");
        assertThat(queued.getCard().getOwner().getSlackId()).isEqualTo("U0MARIA");
        assertThat(queued.getCard().getOwner().getResolvedBy()).isEqualTo("tier-default");
        assertThat(queued.getCard().getMail().getFromAddress()).isEqualTo("maria@acme.example");
        assertThat(queued.getCard().getMail().getTextBody()).isEqualTo("Hello Sam");
        assertThat(queued.getCard().getMail().getSha256())
                .isEqualTo(MailDigest.sha256(queued.getCard().getMail()));
        assertThat(queued.getPingNotBefore()).isNull();
    }

    @Test
    void theAccountsOwnOwnerComesBeforeTheTiers() {
        OfferQueued queued = queue("override", "10.00", "80.10", "tom@acme.example", BUSINESS_HOURS);

        assertThat(queued.getCard().getOwner().getId()).isEqualTo("tom");
        assertThat(queued.getCard().getOwner().getResolvedBy()).isEqualTo("override");
        assertThat(queued.getCard().getOwner().getSlackId()).isNull();
    }

    @Test
    void exactlyAtTheCapPasses() {
        assertThat(queue("at-cap", "15.00", "75.65", null, BUSINESS_HOURS)
                        .getCard()
                        .getOffer()
                        .getDiscountPercent())
                .isEqualByComparingTo("15");
    }

    @Test
    void aDraftOverTheCapIsHeldWithTheLimitItTripped() {
        OfferHeld held = hold("over-cap", "15.01", "75.64");

        assertThat(held.getLimit()).isEqualTo("cap");
        assertThat(held.getExplanation()).contains("15.01%", "15%", "Mid-market");
        assertThat(topics.all(Topics.OFFER_QUEUED, OfferQueued.class))
                .noneMatch(seen -> seen.key().equals("acme/over-cap"));
    }

    @Test
    void aPriceThatIsNotWhatTheDiscountGivesIsHeld() {
        assertThat(hold("wrong-price", "10.00", "85.00").getLimit()).isEqualTo("price");
    }

    @Test
    void quietHoursDelayThePingAndNotTheCard() {
        OfferQueued queued = queue("night", "10.00", "80.10", null, NIGHT);

        assertThat(queued.getPingNotBefore()).isEqualTo(Instant.parse("2026-12-02T13:00:00Z"));
    }

    private OfferQueued queue(String account, String discount, String price, String owner, Instant at) {
        publish(account, discount, price, owner, at);
        return topics.awaitOne(Topics.OFFER_QUEUED, OfferQueued.class, seen -> seen.key()
                        .equals("acme/" + account))
                .value();
    }

    private OfferHeld hold(String account, String discount, String price) {
        publish(account, discount, price, null, BUSINESS_HOURS);
        return topics.awaitOne(
                        Topics.OFFER_HELD, OfferHeld.class, seen -> seen.key().equals("acme/" + account))
                .value();
    }

    private void publish(String account, String discount, String price, String owner, Instant at) {
        topics.publish(
                Topics.OFFER_DRAFTED,
                "acme/" + account,
                draft(account, discount, price, owner),
                Map.of("ce_time", at.toString()));
    }

    private static OfferDrafted draft(String account, String discount, String price, String owner) {
        LocalDate day = LocalDate.parse("2026-12-01");
        Terms terms = Terms.newBuilder()
                .setAccountName("Customer")
                .setPlan("pro")
                .setTier("mid")
                .setQuantity(20)
                .setUnitPrice(new BigDecimal("49.0000"))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(day.plusDays(35))
                .setContactEmail("sam@customer.example")
                .setOwnerEmail(owner)
                .build();
        return OfferDrafted.newBuilder()
                .setTenant("acme")
                .setAccount(account)
                .setCorrelationId("c")
                .setCausationId("decided-" + account)
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(Ids.offer("acme", account, 1, 1))
                .setBusinessDate(day)
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setTerms(terms)
                .setOffer(offer(discount, price))
                .setVerdict(Verdict.EXPANSION)
                .setSeverity(Severity.LOW)
                .setDaysToRenewal(35)
                .setNoticeDeadline(day.plusDays(5))
                .setEngine(Engine.TEMPLATE)
                .setSubjectTemplate("Hello")
                .setBodyTemplate("Hello {{contact_name}}")
                .setFacts(Map.of("contact_name", "Sam"))
                .setSubject("Hello")
                .setTextBody("Hello Sam")
                .build();
    }

    private static Offer offer(String discount, String price) {
        return Offer.newBuilder()
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
                .setDiscountPercent(new BigDecimal(discount))
                .setUnitPrice(new BigDecimal(price).setScale(4))
                .setFloorUnitPrice(new BigDecimal("71.0000"))
                .setCapPercent(new BigDecimal("15.00"))
                .setTier("mid")
                .setCurrentArr(new BigDecimal("11760.0000"))
                .setProposedArr(new BigDecimal("19224.0000"))
                .setReason("heavy user")
                .setCitations(List.of())
                .build();
    }

    private static RulebookPublished rulebook() throws IOException {
        String yaml = Files.readString(Path.of("../../samples/rulebook.yaml"));
        return RulebookPublished.newBuilder()
                .setTenant("acme")
                .setVersion(1)
                .setYaml(yaml)
                .setSha256(Ids.sha256(yaml.getBytes(StandardCharsets.UTF_8)))
                .setPublishedBy("ada")
                .setPublishedAt(BUSINESS_HOURS)
                .setCorrelationId("c")
                .setCausationId("c")
                .build();
    }
}
