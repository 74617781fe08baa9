package io.renewals.notifier.domain;

import java.util.List;

/**
 * What a card says, figures written out.
 *
 * @param owner as drafted; somebody else may have it by now
 * @param daysToRenewal when it was drafted
 * @param renewalDate ISO date
 * @param noticeDeadline ISO date
 * @param evidence strongest first
 */
public record CardFacts(
        String tenant,
        String offerId,
        String account,
        String accountName,
        int revision,
        Person owner,
        String currentPlan,
        String currentPrice,
        String verdict,
        String severity,
        List<EvidenceLine> evidence,
        String engine,
        List<String> flags,
        int daysToRenewal,
        String renewalDate,
        String noticeDeadline,
        Content content) {

    public CardFacts {
        evidence = List.copyOf(evidence);
        flags = List.copyOf(flags);
    }

    /** @param what metric and value, in a few words */
    public record EvidenceLine(String sourceId, String what) {}

    /** What a person may edit: the offer and its words. @param cap the discount cap of the tier, written out */
    public record Content(
            String proposedPlan, String proposedPrice, String discount, String cap, String reason, Letter letter) {}

    /** The mail as it would leave. @param sha256 what an approval binds */
    public record Letter(String from, String to, String subject, String body, String sha256) {}

    /** The card as an edit left it. @param edited null: as drafted */
    public CardFacts with(Content edited) {
        return edited == null
                ? this
                : new CardFacts(
                        tenant,
                        offerId,
                        account,
                        accountName,
                        revision,
                        owner,
                        currentPlan,
                        currentPrice,
                        verdict,
                        severity,
                        evidence,
                        engine,
                        flags,
                        daysToRenewal,
                        renewalDate,
                        noticeDeadline,
                        edited);
    }
}
