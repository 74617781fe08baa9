package io.renewals.schemas;

import io.renewals.events.AccountAccepted;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountProposed;
import io.renewals.events.AccountRejected;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.AuditEntry;
import io.renewals.events.DigestPrepared;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferDecided;
import io.renewals.events.OfferDrafted;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.OutcomeReported;
import io.renewals.events.OwnerNotified;
import io.renewals.events.ProposalActioned;
import io.renewals.events.RenewalAssessed;
import io.renewals.events.RenewalDue;
import io.renewals.events.RulebookPublished;
import io.renewals.events.SignalReported;
import io.renewals.events.TermsReported;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every topic of the product, written once. Keys are {@code tenant/account} unless a topic says otherwise; order holds per key.
 * Topics are created from this list by a step of their own, never by the broker on first use.
 */
public final class Topics {
    /** Public contract. Producers: other systems, intake's lanes. Consumer: intake. Kept 30 days. */
    public static final String TERMS_REPORTED = "terms.reported";
    /** Public contract. Producers: other systems. Consumer: intake. Kept 30 days. */
    public static final String SIGNAL_REPORTED = "signal.reported";
    /** Public contract. Producers: other systems. Consumer: intake. Kept 30 days. */
    public static final String OUTCOME_REPORTED = "outcome.reported";
    /** Producer: intake. Consumer: registry. Kept 30 days. */
    public static final String ACCOUNT_ACCEPTED = "account.accepted";
    /** Producer: intake. Seen on intake's page of refusals. Kept 30 days. */
    public static final String ACCOUNT_REJECTED = "account.rejected";
    /** Producer: intake. Consumers: action-service, notifier. Kept 30 days. */
    public static final String ACCOUNT_PROPOSED = "account.proposed";
    /** Producer: action-service. Consumers: intake, notifier. Kept 30 days. */
    public static final String PROPOSAL_ACTIONED = "proposal.actioned";
    /** Producer: registry. Consumers: action-service (stale cards, proposals), intake (what calendars name), anyone. Compacted. */
    public static final String ACCOUNT_CHANGED = "account.changed";
    /** Producer: registry. Consumers: every service that reads rules, groupless. Key tenant/version. Compacted; all versions stay. */
    public static final String RULEBOOK_PUBLISHED = "rulebook.published";
    /** Producer: registry's scan. Consumer: rule-decider. Kept 400 days. */
    public static final String RENEWAL_DUE = "renewal.due";
    /** Producer: rule-decider. Consumers: registry (diary), notifier. Kept 400 days. */
    public static final String RENEWAL_ASSESSED = "renewal.assessed";
    /** Producer: rule-decider. Consumers: drafter, registry. Kept 30 days. */
    public static final String OFFER_DECIDED = "offer.decided";
    /** Producer: drafter. Consumers: guardrail-gate, registry. Kept 30 days. */
    public static final String OFFER_DRAFTED = "offer.drafted";
    /** Producer: guardrail-gate. Consumers: action-service, notifier, registry. Kept 30 days. */
    public static final String OFFER_QUEUED = "offer.queued";
    /** Producer: guardrail-gate. Consumers: action-service, notifier, registry. Kept 30 days. */
    public static final String OFFER_HELD = "offer.held";
    /** Producer: action-service. Consumers: registry, notifier. Kept 400 days. */
    public static final String OFFER_ACTIONED = "offer.actioned";
    /** Producer: notifier. Consumer: audit-sink. Kept 30 days. */
    public static final String OWNER_NOTIFIED = "owner.notified";
    /** Producer: registry. Consumer: notifier. Key tenant/owner id. Kept 30 days. */
    public static final String DIGEST_PREPARED = "digest.prepared";
    /** Producers: any service. Consumers: audit-sink, notifier (who has opened a card, which proposal was overtaken). Kept 30 days. */
    public static final String ACTIVITY_RECORDED = "activity.recorded";
    /** Producer: audit-sink. The sealed trail. Key tenant/sequence. Compacted: kept for good. */
    public static final String AUDIT_ENTRY = "audit.entry";

    /** The services that consume, and so own a dead-letter topic {@code <service>.dead}. */
    public static final List<String> CONSUMERS = List.of(
            "intake",
            "registry",
            "rule-decider",
            "drafter",
            "guardrail-gate",
            "notifier",
            "action-service",
            "audit-sink");

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LONG = Duration.ofDays(400);

    /** What the events of the product are written to. */
    public static final List<Topic> EVENTS = List.of(
            Topic.ofPublic(TERMS_REPORTED, MONTH, TermsReported.getClassSchema()),
            Topic.ofPublic(SIGNAL_REPORTED, MONTH, SignalReported.getClassSchema()),
            Topic.ofPublic(OUTCOME_REPORTED, MONTH, OutcomeReported.getClassSchema()),
            Topic.kept(ACCOUNT_ACCEPTED, MONTH, AccountAccepted.getClassSchema()),
            Topic.kept(ACCOUNT_REJECTED, MONTH, AccountRejected.getClassSchema()),
            Topic.kept(ACCOUNT_PROPOSED, MONTH, AccountProposed.getClassSchema()),
            Topic.kept(PROPOSAL_ACTIONED, MONTH, ProposalActioned.getClassSchema()),
            Topic.compacted(ACCOUNT_CHANGED, AccountChanged.getClassSchema()),
            Topic.compacted(RULEBOOK_PUBLISHED, RulebookPublished.getClassSchema()),
            Topic.kept(RENEWAL_DUE, LONG, RenewalDue.getClassSchema()),
            Topic.kept(RENEWAL_ASSESSED, LONG, RenewalAssessed.getClassSchema()),
            Topic.kept(OFFER_DECIDED, MONTH, OfferDecided.getClassSchema()),
            Topic.kept(OFFER_DRAFTED, MONTH, OfferDrafted.getClassSchema()),
            Topic.kept(OFFER_QUEUED, MONTH, OfferQueued.getClassSchema()),
            Topic.kept(OFFER_HELD, MONTH, OfferHeld.getClassSchema()),
            Topic.kept(OFFER_ACTIONED, LONG, OfferActioned.getClassSchema()),
            Topic.kept(OWNER_NOTIFIED, MONTH, OwnerNotified.getClassSchema()),
            Topic.kept(DIGEST_PREPARED, MONTH, DigestPrepared.getClassSchema()),
            Topic.kept(ACTIVITY_RECORDED, MONTH, ActivityRecorded.getClassSchema()),
            Topic.compacted(AUDIT_ENTRY, AuditEntry.getClassSchema()));

    /** Event topics and dead-letter topics. */
    public static final List<Topic> ALL = Stream.concat(
                    EVENTS.stream(), CONSUMERS.stream().map(Topics::dead).map(Topic::dead))
            .toList();

    private Topics() {}

    /** The dead-letter topic of a consumer, for example {@code registry.dead}. */
    public static String dead(String consumer) {
        return consumer + ".dead";
    }

    /** @throws IllegalArgumentException for a name that is not a topic of the product */
    public static Topic named(String name) {
        return ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such topic: " + name));
    }
}
