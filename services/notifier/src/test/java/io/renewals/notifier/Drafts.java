package io.renewals.notifier;

import io.renewals.events.Action;
import io.renewals.events.BillingPeriod;
import io.renewals.events.Card;
import io.renewals.events.Engine;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.Mail;
import io.renewals.events.Offer;
import io.renewals.events.OfferActioned;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
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

    /** Words without a line break. */
    static final String PLAIN = "words";

    static final Owner ADA = owner("ada", "Ada Okafor", "ada@acme.example", "U0ADA");

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final Instant YESTERDAY = TODAY.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private Drafts() {}

    /** @param slackId null: reached by mail */
    static Owner owner(String id, String name, String email, String slackId) {
        return Owner.newBuilder()
                .setId(id)
                .setName(name)
                .setEmail(email)
                .setSlackId(slackId)
                .setResolvedBy("reassigned")
                .build();
    }

    /** The action, by somebody, with a day. */
    static OfferActioned by(String name, OfferActioned event, String until) {
        event.setActorName(name);
        event.setUntil(LocalDate.parse(until));
        return event;
    }

    /** The action hands the card over. */
    static OfferActioned to(Owner owner, OfferActioned event) {
        Owner before = Owner.newBuilder(owner("tom", "Tom Reed", "tom." + event.getAccount() + "@acme.example", null))
                .setResolvedBy("before")
                .build();
        event.setOwner(owner);
        event.setTell(List.of(before));
        return event;
    }

    static OfferQueued queued(String tenant, String account, int revision) {
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
                .setAccountVersion(revision)
                .setMaterialVersion(revision)
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

    /** What action-service says of a card. @param status of the card after it */
    static OfferActioned actioned(OfferQueued card, int sequence, Action action, String status, String text) {
        Mail mail = card.getCard().getMail();
        return OfferActioned.newBuilder()
                .setTenant(card.getTenant())
                .setAccount(card.getAccount())
                .setCorrelationId(card.getCorrelationId())
                .setCausationId("act-" + card.getOfferId() + sequence)
                .setCycleNo(card.getCycleNo())
                .setRevision(card.getRevision())
                .setOfferId(card.getOfferId())
                .setBusinessDate(card.getBusinessDate())
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setAction(action)
                .setActionSequence(sequence)
                .setActor("ada")
                .setActorName("Ada Byron")
                .setSurface("web")
                .setAt(YESTERDAY)
                .setOnDate(TODAY)
                .setReason(action == Action.SKIPPED ? "handling by hand" : null)
                .setOffer(card.getCard().getOffer())
                .setMessageSha256(mail.getSha256())
                .setAfter(
                        """
                        {"status": "%s", "message": {"fromName": "%s", "fromAddress": "%s", "toAddress": "%s",
                         "subject": "%s", "textBody": "%s", "sha256": "%s"}}"""
                                .formatted(
                                        status,
                                        mail.getFromName(),
                                        mail.getFromAddress(),
                                        mail.getToAddress(),
                                        mail.getSubject(),
                                        text,
                                        Ids.sha256(text.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    /** The same card for an owner who is reached by mail. */
    static OfferQueued mailed(OfferQueued card) {
        card.getCard().getOwner().setId("tom");
        card.getCard().getOwner().setName("Tom Reed");
        card.getCard().getOwner().setEmail("tom." + card.getAccount() + "@acme.example");
        card.getCard().getOwner().setSlackId(null);
        return card;
    }

    static String offerId(String tenant, String account, int revision) {
        return Ids.offer(tenant, account, 1, revision);
    }

    static RulebookPublished rulebook(String tenant, int version, String file, String... replacements) {
        try {
            String yaml = Files.readString(Path.of("../../samples/" + file));
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                .setNoticeDeadline(TODAY.plusDays(29))
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
                .setRenewalDate(TODAY.plusDays(60))
                .setContactName("Sam")
                .setContactEmail("sam@" + account + ".example")
                .build();
    }
}
