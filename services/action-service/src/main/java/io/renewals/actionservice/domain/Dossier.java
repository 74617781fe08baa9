package io.renewals.actionservice.domain;

import io.renewals.rulebook.Owner;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a card is about: identity, owner and evidence. Never changes; a change of facts makes a new revision.
 *
 * @param offerId name-based UUID of tenant, account, cycle and revision
 * @param businessDate the tenant's day it was made for
 * @param modelId null where the template wrote the words
 * @param flags why the draft wants a second look
 * @param contactName null: addressed to the company
 * @param daysToRenewal counted from the business date
 */
public record Dossier(
        String tenant,
        String offerId,
        String account,
        int cycleNo,
        int revision,
        String correlationId,
        LocalDate businessDate,
        int rulebookVersion,
        long accountVersion,
        long materialVersion,
        String accountName,
        CardOwner owner,
        String verdict,
        String severity,
        String engine,
        String modelId,
        List<String> flags,
        List<EvidenceItem> evidence,
        LocalDate renewalDate,
        LocalDate noticeDeadline,
        int daysToRenewal,
        boolean autoRenew,
        String contactName) {

    public Dossier {
        flags = List.copyOf(flags);
        evidence = List.copyOf(evidence);
    }

    /**
     * Somebody who decides on the card, or is told of it.
     *
     * @param slackId null: reached by e-mail
     * @param resolvedBy override, tier-default or admin-fallback; since a reassignment reassigned, delegate or manager; of
     *     somebody who is told approver, requester or before
     */
    public record CardOwner(String id, String name, String email, String slackId, String resolvedBy) {
        static CardOwner of(Owner owner, String resolvedBy) {
            return new CardOwner(
                    owner.id(), owner.name(), owner.email(), owner.slackId().orElse(null), resolvedBy);
        }

        CardOwner as(String role) {
            return new CardOwner(id, name, email, slackId, role);
        }
    }

    /** One cited fact. @param value null where it is a word @param text null where it is a number; untrusted */
    public record EvidenceItem(
            String sourceId, String kind, String metric, BigDecimal value, String text, Instant observedAt) {}
}
