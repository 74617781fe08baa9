package io.renewals.guardrailgate.adapter;

import io.renewals.events.Card;
import io.renewals.events.Mail;
import io.renewals.events.OfferDrafted;
import io.renewals.events.OfferHeld;
import io.renewals.events.OfferQueued;
import io.renewals.events.Owner;
import io.renewals.guardrailgate.domain.LimitGate;
import io.renewals.guardrailgate.domain.OwnerGate;
import io.renewals.messaging.Received;
import io.renewals.schemas.MailDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gate 4: all an owner needs on one card, and the message exactly as it will leave. */
public final class ComposeCard {
    private final Received<OfferDrafted> event;
    private final OfferDrafted draft;
    private final Card card;
    private final Optional<Instant> pingNotBefore;

    public ComposeCard(Received<OfferDrafted> event, OwnerGate.Resolved owner, Optional<Instant> pingNotBefore) {
        this.event = event;
        this.draft = event.body();
        this.card = card(draft, owner);
        this.pingNotBefore = pingNotBefore;
    }

    public OfferQueued queued() {
        return OfferQueued.newBuilder()
                .setTenant(draft.getTenant())
                .setAccount(draft.getAccount())
                .setCorrelationId(draft.getCorrelationId())
                .setCausationId(event.id())
                .setCycleNo(draft.getCycleNo())
                .setRevision(draft.getRevision())
                .setOfferId(draft.getOfferId())
                .setBusinessDate(draft.getBusinessDate())
                .setRulebookVersion(draft.getRulebookVersion())
                .setAccountVersion(draft.getAccountVersion())
                .setMaterialVersion(draft.getMaterialVersion())
                .setCard(card)
                .setPingNotBefore(pingNotBefore.orElse(null))
                .build();
    }

    public OfferHeld held(LimitGate.Held held) {
        return OfferHeld.newBuilder()
                .setTenant(draft.getTenant())
                .setAccount(draft.getAccount())
                .setCorrelationId(draft.getCorrelationId())
                .setCausationId(event.id())
                .setCycleNo(draft.getCycleNo())
                .setRevision(draft.getRevision())
                .setOfferId(draft.getOfferId())
                .setBusinessDate(draft.getBusinessDate())
                .setRulebookVersion(draft.getRulebookVersion())
                .setAccountVersion(draft.getAccountVersion())
                .setMaterialVersion(draft.getMaterialVersion())
                .setCard(card)
                .setLimit(held.limit())
                .setExplanation(held.explanation())
                .setPingNotBefore(pingNotBefore.orElse(null))
                .build();
    }

    private static Card card(OfferDrafted draft, OwnerGate.Resolved resolved) {
        List<String> flags = new ArrayList<>(draft.getFlags());
        resolved.note().ifPresent(note -> flags.add("owner: " + note));
        return Card.newBuilder()
                .setOwner(owner(resolved))
                .setTerms(draft.getTerms())
                .setOffer(draft.getOffer())
                .setVerdict(draft.getVerdict())
                .setSeverity(draft.getSeverity())
                .setEvidence(draft.getEvidence())
                .setEngine(draft.getEngine())
                .setModelId(draft.getModelId())
                .setFlags(flags)
                .setMail(mail(draft, resolved))
                .setNoticeDeadline(draft.getNoticeDeadline())
                .setDaysToRenewal(draft.getDaysToRenewal())
                .build();
    }

    private static Owner owner(OwnerGate.Resolved resolved) {
        return Owner.newBuilder()
                .setId(resolved.owner().id())
                .setName(resolved.owner().name())
                .setEmail(resolved.owner().email())
                .setSlackId(resolved.owner().slackId().orElse(null))
                .setResolvedBy(resolved.resolvedBy())
                .build();
    }

    /** From the owner, so that the customer's reply lands with them. */
    private static Mail mail(OfferDrafted draft, OwnerGate.Resolved resolved) {
        Mail mail = Mail.newBuilder()
                .setFromName(resolved.owner().name())
                .setFromAddress(resolved.owner().email())
                .setToAddress(draft.getTerms().getContactEmail())
                .setReplyTo(resolved.owner().email())
                .setSubject(draft.getSubject())
                .setTextBody(draft.getTextBody())
                .setHtmlBody(draft.getHtmlBody())
                .setSha256("")
                .build();
        mail.setSha256(MailDigest.sha256(mail));
        return mail;
    }
}
