package io.renewals.notifier.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renewals.events.DigestKind;
import io.renewals.events.DigestPrepared;
import io.renewals.messaging.Poison;
import io.renewals.notifier.digest.domain.DigestFacts;
import io.renewals.notifier.domain.Person;
import java.util.Locale;

/** A digest's event as what is shown, and that as the JSON that is stored. */
final class DigestJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DigestJson() {}

    static DigestFacts facts(DigestPrepared event) {
        if (event.getKind() == DigestKind.UNKNOWN) {
            throw new Poison("the digest's kind is not one this service knows");
        }
        return new DigestFacts(
                event.getTenant(),
                event.getDigestId(),
                event.getKind().name().toLowerCase(Locale.ROOT),
                event.getFrom().toString(),
                event.getTo().toString(),
                event.getIsAdmin(),
                new Person(
                        event.getRecipient().getId(),
                        event.getRecipient().getName(),
                        event.getRecipient().getEmail(),
                        event.getRecipient().getSlackId()),
                event.getSections().stream()
                        .map(section -> new DigestFacts.Section(
                                section.getTitle(),
                                section.getNote(),
                                section.getLink(),
                                section.getTotal(),
                                section.getCount(),
                                section.getRows().stream()
                                        .map(row -> new DigestFacts.Row(
                                                row.getAccountName(),
                                                row.getLink(),
                                                row.getFigure(),
                                                row.getDetail(),
                                                row.getCitations()))
                                        .toList()))
                        .toList());
    }

    static String write(DigestFacts facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a digest's own records can always be written", e);
        }
    }

    static DigestFacts read(String json) {
        try {
            return JSON.readValue(json, DigestFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is no digest", e);
        }
    }
}
