package io.renewals.actionservice;

import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Card;
import io.renewals.events.Engine;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.Mail;
import io.renewals.events.Offer;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.Owner;
import io.renewals.events.Play;
import io.renewals.events.RulebookPublished;
import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.events.Verdict;
import io.renewals.messaging.Ids;
import io.renewals.schemas.MailDigest;
import io.renewals.stack.SampleBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Events as the guardrail gate and the registry publish them. Business at 89.00 list, 71.00 floor, mid tier with a cap of 15%. */
final class Drafts {
    static final String TEXT =
            """
            Hi Sam,

            I would like to suggest Business at $80.10 per seat per month, 10% off, for your 40 seats. That is $3,204.00 a month.

            Best regards,
            Maria Santos""";

    /** Where acme is. Every other date counts from it, so that a card is in time whenever the tests run. */
    static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/New_York"));

    static final LocalDate NOTICE_DEADLINE = TODAY.plusDays(29);
    private static final LocalDate RENEWAL = TODAY.plusDays(60);
    private static final Instant YESTERDAY = TODAY.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final SampleBook SAMPLES = new SampleBook(Path.of("../../samples"), LocalDate.now(ZoneOffset.UTC));

    /** When Maria is out of office, as the sample rules say it today. */
    static final String MARIA_AWAY =
            "from: " + SAMPLES.day().plusDays(23) + ", to: " + SAMPLES.day().plusDays(31);

    private Drafts() {}

    static OfferQueued queued(String tenant, String account, int revision) {
        return queued(tenant, account, revision, revision, revision);
    }

    static OfferQueued queued(String tenant, String account, int revision, long accountVersion, long materialVersion) {
        return OfferQueued.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("corr-" + account)
                .setCausationId("cause-" + account + revision)
                .setCycleNo(1)
                .setRevision(revision)
                .setOfferId(offerId(tenant, account, revision))
                .setBusinessDate(TODAY)
                .setRulebookVersion(1)
                .setAccountVersion(accountVersion)
                .setMaterialVersion(materialVersion)
                .setCard(card(tenant, account, "10.00", "80.1000"))
                .build();
    }

    static OfferHeld held(String tenant, String account) {
        OfferQueued queued = queued(tenant, account, 1);
        return OfferHeld.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId(queued.getCorrelationId())
                .setCausationId(queued.getCausationId())
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(queued.getOfferId())
                .setBusinessDate(queued.getBusinessDate())
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setCard(card(tenant, account, "20.00", "71.2000"))
                .setLimit("cap")
                .setExplanation("20% is above the cap of 15% for tier Mid-market")
                .build();
    }

    static String offerId(String tenant, String account, int revision) {
        return Ids.offer(tenant, account, 1, revision);
    }

    static AccountChanged changed(String tenant, String account, long version) {
        return AccountChanged.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("corr-" + account)
                .setCausationId("change-" + account + version)
                .setAccountVersion(version)
                .setMaterialVersion(version)
                .setState(AccountState.QUEUED)
                .setStateSince(YESTERDAY)
                .setCycleNo(1)
                .setRevision(1)
                .setTerms(terms(tenant, account))
                .build();
    }

    static RulebookPublished rulebook(String tenant, int version, String file, String... replacements) {
        String yaml = SAMPLES.read(file);
        for (int i = 0; i < replacements.length; i += 2) {
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return RulebookPublished.newBuilder()
                .setTenant(tenant)
                .setVersion(version)
                .setYaml(yaml)
                .setSha256(Ids.sha256(yaml.getBytes(StandardCharsets.UTF_8)))
                .setPublishedBy("ada")
                .setPublishedAt(YESTERDAY)
                .setCorrelationId("rules-" + version)
                .setCausationId("rules-" + version)
                .build();
    }

    private static Card card(String tenant, String account, String discount, String price) {
        String owner = tenant.equals("globex") ? "gina" : "maria";
        Mail mail = Mail.newBuilder()
                .setFromName("Maria Santos")
                .setFromAddress(owner + "@" + tenant + ".example")
                .setToAddress("sam@" + account + ".example")
                .setReplyTo(owner + "@" + tenant + ".example")
                .setSubject("Bayside: room to grow at your renewal")
                .setTextBody(TEXT)
                .setHtmlBody("<p>" + TEXT.replace("\n\n", "</p><p>") + "</p>")
                .setSha256("")
                .build();
        mail.setSha256(MailDigest.sha256(mail));
        return Card.newBuilder()
                .setOwner(Owner.newBuilder()
                        .setId(owner)
                        .setName(owner.equals("maria") ? "Maria Santos" : "Gina Rossi")
                        .setEmail(owner + "@" + tenant + ".example")
                        .setSlackId(owner.equals("maria") ? "U0MARIA" : "U0GINA")
                        .setResolvedBy("tier-default")
                        .build())
                .setTerms(terms(tenant, account))
                .setOffer(offer(discount, price))
                .setVerdict(Verdict.EXPANSION)
                .setSeverity(Severity.MEDIUM)
                .setEvidence(List.of(Evidence.newBuilder()
                        .setSourceId("usage:util")
                        .setKind(EvidenceKind.USAGE)
                        .setMetric("utilisation")
                        .setValue(new BigDecimal("92.0000"))
                        .setObservedAt(YESTERDAY)
                        .build()))
                .setEngine(Engine.TEMPLATE)
                .setMail(mail)
                .setNoticeDeadline(NOTICE_DEADLINE)
                .setDaysToRenewal(60)
                .build();
    }

    private static Offer offer(String discount, String price) {
        BigDecimal unit = new BigDecimal(price);
        return Offer.newBuilder()
                .setPlay(Play.UPGRADE)
                .setCurrentPlan("pro")
                .setCurrentPlanName("Pro")
                .setProposedPlan("business")
                .setProposedPlanName("Business")
                .setQuantity(40)
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setCurrency("USD")
                .setCurrentUnitPrice(new BigDecimal("49.0000"))
                .setListUnitPrice(new BigDecimal("89.0000"))
                .setDiscountPercent(new BigDecimal(discount))
                .setUnitPrice(unit)
                .setFloorUnitPrice(new BigDecimal("71.0000"))
                .setCapPercent(new BigDecimal("15.00"))
                .setTier("mid")
                .setCurrentArr(new BigDecimal("23520.0000"))
                .setProposedArr(unit.multiply(new BigDecimal(480)).setScale(4))
                .setReason("usage is at 92% of the plan's ceiling")
                .setCitations(List.of("usage:util"))
                .build();
    }

    private static Terms terms(String tenant, String account) {
        return Terms.newBuilder()
                .setAccountName("Bayside " + account)
                .setPlan("pro")
                .setTier("mid")
                .setQuantity(40)
                .setUnitPrice(new BigDecimal("49.0000"))
                .setCurrency("USD")
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(RENEWAL)
                .setContactName("Sam")
                .setContactEmail("sam@" + account + ".example")
                .build();
    }
}
