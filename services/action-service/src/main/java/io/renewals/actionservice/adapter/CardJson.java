package io.renewals.actionservice.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Content;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.domain.ExceptionAsk;
import io.renewals.actionservice.domain.Message;
import io.renewals.actionservice.domain.Offer;
import java.util.Locale;

/** The card's parts as JSON: in its row, in the snapshots of actions, and in events. */
public final class CardJson {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();

    private CardJson() {}

    /**
     * The card around one action. Enough to put content, state and owner back.
     *
     * @param owner who has it since it was reassigned; null: the dossier's owner
     * @param exception null: none was asked for
     */
    public record Snapshot(
            String offerId,
            String account,
            int cycleNo,
            int revision,
            String status,
            int sequence,
            Offer offer,
            Message message,
            StateJson state,
            CardOwner owner,
            ExceptionAsk exception) {

        Content content() {
            return new Content(offer, message);
        }
    }

    static String snapshot(Card card) {
        return write(new Snapshot(
                card.dossier().offerId(),
                card.dossier().account(),
                card.dossier().cycleNo(),
                card.dossier().revision(),
                status(card.status()),
                card.sequence(),
                card.offer(),
                card.message(),
                StateJson.of(card.state()),
                card.reassigned().orElse(null),
                card.exception().orElse(null)));
    }

    static Snapshot snapshot(String json) {
        return read(json, Snapshot.class);
    }

    static String status(CardState.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static CardState.Status status(String name) {
        return CardState.Status.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card's own records can always be written", e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
        }
    }
}
