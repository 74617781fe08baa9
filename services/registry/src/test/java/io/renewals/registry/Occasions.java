package io.renewals.registry;

import io.renewals.events.AccountChanged;
import io.renewals.events.Action;
import io.renewals.events.Card;
import io.renewals.events.CycleStatus;
import io.renewals.events.Engine;
import io.renewals.events.Mail;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.Outcome;
import io.renewals.events.Owner;
import io.renewals.events.RenewalAssessed;
import io.renewals.events.RenewalDue;
import io.renewals.events.Severity;
import io.renewals.events.Terms;
import io.renewals.events.Verdict;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What happens to the accounts of one tenant in their first cycle and revision, as the other services would publish it. */
public final class Occasions {
    public static final RestAssuredConfig YAML_AS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT));

    private final TestTopics topics;
    private final String tenant;

    public Occasions(TestTopics topics, String tenant) {
        this.topics = topics;
        this.tenant = tenant;
    }

    public static String rulebook(String tenant) {
        return Samples.rulebook().replace("tenant: acme", "tenant: " + tenant);
    }

    /** Waits until the book has it, for what is heard of an account without terms changes nothing. @param ownerEmail null: nobody, and its tier has no default either */
    public void account(String account, String ownerEmail) {
        Terms terms = Samples.terms(LocalDate.now(ZoneOffset.UTC).plusDays(50), "49.0000");
        terms.setOwnerEmail(ownerEmail);
        terms.setTier(ownerEmail == null ? "partner" : "mid");
        publish(Topics.ACCOUNT_ACCEPTED, account, Samples.reported(tenant, account, terms, Samples.SEEN));
        topics.awaitOne(
                Topics.ACCOUNT_CHANGED, AccountChanged.class, seen -> seen.key().equals(tenant + "/" + account));
    }

    public void decided(String account, Instant dueAt) {
        topics.publish(
                Topics.OFFER_DECIDED,
                tenant + "/" + account,
                Samples.decided(due(account)),
                Map.of("ce_time", dueAt.toString()));
    }

    public void queued(String account, String owner, String resolvedBy) {
        RenewalDue due = due(account);
        publish(
                Topics.OFFER_QUEUED,
                account,
                OfferQueued.newBuilder()
                        .setTenant(tenant)
                        .setAccount(account)
                        .setCorrelationId(due.getCorrelationId())
                        .setCausationId("queue-" + due.getOfferId())
                        .setCycleNo(1)
                        .setRevision(1)
                        .setOfferId(due.getOfferId())
                        .setBusinessDate(due.getBusinessDate())
                        .setRulebookVersion(1)
                        .setAccountVersion(1)
                        .setMaterialVersion(1)
                        .setCard(card(due, owner, resolvedBy))
                        .build());
    }

    public void held(String account, String owner, String resolvedBy, String explanation) {
        RenewalDue due = due(account);
        publish(
                Topics.OFFER_HELD,
                account,
                OfferHeld.newBuilder()
                        .setTenant(tenant)
                        .setAccount(account)
                        .setCorrelationId(due.getCorrelationId())
                        .setCausationId("hold-" + due.getOfferId())
                        .setCycleNo(1)
                        .setRevision(1)
                        .setOfferId(due.getOfferId())
                        .setBusinessDate(due.getBusinessDate())
                        .setRulebookVersion(1)
                        .setAccountVersion(1)
                        .setMaterialVersion(1)
                        .setCard(card(due, owner, resolvedBy))
                        .setLimit("cap")
                        .setExplanation(explanation)
                        .build());
    }

    public void assessed(String account, LocalDate on, Severity severity, String score) {
        RenewalAssessed verdict = Samples.assessed(due(account), true);
        verdict.setBusinessDate(on);
        verdict.setSeverity(severity);
        verdict.setScore(new BigDecimal(score));
        publish(Topics.RENEWAL_ASSESSED, account, verdict);
    }

    public void actioned(String account, int sequence, Action action, Instant at, String reason) {
        OfferActioned acted = Samples.actioned(due(account), sequence, action, null);
        acted.setAt(at);
        acted.setReason(reason);
        publish(Topics.OFFER_ACTIONED, account, acted);
    }

    public void undone(String account, int sequence, int undoes, Instant at) {
        OfferActioned acted = Samples.actioned(due(account), sequence, Action.UNDONE, null);
        acted.setAt(at);
        acted.setUndoes(undoes);
        publish(Topics.OFFER_ACTIONED, account, acted);
    }

    public void renewed(String account) {
        publish(
                Topics.ACCOUNT_ACCEPTED,
                account,
                Samples.outcome(tenant, account, Outcome.RENEWED, LocalDate.now(ZoneOffset.UTC)));
    }

    private void publish(String topic, String account, SpecificRecord body) {
        topics.publish(topic, tenant + "/" + account, body);
    }

    private RenewalDue due(String account) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return RenewalDue.newBuilder()
                .setTenant(tenant)
                .setAccount(account)
                .setCorrelationId("c-" + account)
                .setCausationId("scan")
                .setCycleNo(1)
                .setRevision(1)
                .setOfferId(Ids.offer(tenant, account, 1, 1))
                .setBusinessDate(today)
                .setRulebookVersion(1)
                .setAccountVersion(1)
                .setMaterialVersion(1)
                .setTerms(Samples.terms(today.plusDays(50), "49.0000"))
                .setDaysToRenewal(50)
                .setNoticeDeadline(today.plusDays(20))
                .setCycleStatus(CycleStatus.NONE)
                .build();
    }

    private static Card card(RenewalDue due, String owner, String resolvedBy) {
        return Card.newBuilder()
                .setOwner(Owner.newBuilder()
                        .setId(owner)
                        .setName(owner)
                        .setEmail(owner + "@acme.example")
                        .setResolvedBy(resolvedBy)
                        .build())
                .setTerms(due.getTerms())
                .setOffer(Samples.offer())
                .setVerdict(Verdict.AT_RISK)
                .setSeverity(Severity.MEDIUM)
                .setEngine(Engine.TEMPLATE)
                .setMail(Mail.newBuilder()
                        .setFromName(owner)
                        .setFromAddress(owner + "@acme.example")
                        .setToAddress("dana@bayside.example")
                        .setReplyTo(owner + "@acme.example")
                        .setSubject("Your renewal")
                        .setTextBody("Hello")
                        .setSha256("a".repeat(64))
                        .build())
                .setNoticeDeadline(due.getNoticeDeadline())
                .setDaysToRenewal(due.getDaysToRenewal())
                .build();
    }
}
