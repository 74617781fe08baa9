package io.renewals.auditsink;

import io.renewals.events.AuditEntry;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Fact;
import io.renewals.schemas.audit.Sealed;
import java.util.Optional;

/** A sealed entry and its event on {@code audit.entry}. */
final class EntryEvents {
    private EntryEvents() {}

    static AuditEntry toEvent(Sealed entry) {
        Fact fact = entry.fact();
        Optional<Content> content = entry.content();
        AuditEntry event = new AuditEntry();
        event.setTenant(entry.tenant());
        event.setSequence(entry.sequence());
        event.setAccount(fact.account());
        event.setOfferId(fact.offerId());
        event.setTopic(fact.topic());
        event.setPartition(fact.partition());
        event.setOffset(fact.offset());
        event.setEventId(fact.eventId());
        event.setEventType(fact.eventType());
        event.setSource(fact.source());
        event.setOccurredAt(fact.occurredAt());
        event.setRecordedAt(entry.recordedAt());
        event.setDecoded(fact.decoded());
        event.setBody(content.map(Content::body).orElse(""));
        event.setPayloadSha256(content.map(Content::payloadSha256).orElse(""));
        event.setPreviousHash(entry.previousHash());
        event.setHash(entry.hash());
        event.setHeaders(content.map(Content::headers).orElse(""));
        event.setSalt(content.map(Content::salt).orElse(null));
        event.setContentDigest(entry.contentDigest());
        return event;
    }

    static Sealed fromEvent(AuditEntry event) {
        Fact fact = new Fact(
                event.getAccount(),
                event.getOfferId(),
                event.getTopic(),
                event.getPartition(),
                event.getOffset(),
                event.getEventId(),
                event.getEventType(),
                event.getSource(),
                event.getOccurredAt(),
                event.getDecoded());
        Optional<Content> content = event.getSalt() == null
                ? Optional.empty()
                : Optional.of(
                        new Content(event.getSalt(), event.getPayloadSha256(), event.getHeaders(), event.getBody()));
        return new Sealed(
                event.getTenant(),
                event.getSequence(),
                event.getRecordedAt(),
                fact,
                event.getContentDigest(),
                content,
                event.getPreviousHash(),
                event.getHash());
    }
}
