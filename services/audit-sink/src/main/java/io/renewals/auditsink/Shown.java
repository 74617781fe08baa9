package io.renewals.auditsink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An entry as pages and the API show it.
 *
 * @param type its topic
 * @param body the event; a text in base64 where it could not be read; null where it was erased
 * @param headers those that are no fields of the entry; null where erased
 */
public record Shown(
        long sequence,
        Instant occurredAt,
        Instant recordedAt,
        String account,
        String offerId,
        String type,
        String what,
        String who,
        String details,
        List<String> evidence,
        String eventId,
        String source,
        boolean decoded,
        boolean erased,
        JsonNode body,
        JsonNode headers,
        String previousHash,
        String hash) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Messages to owners that are about no card: what stands as their offer is an id of their own. */
    private static final Set<String> ABOUT_NO_CARD = Set.of("DIGEST", "PROPOSAL");

    static Shown of(Sealed entry) {
        Story story = Story.of(entry);
        Optional<Content> content = entry.content();
        return new Shown(
                entry.sequence(),
                entry.fact().occurredAt(),
                entry.recordedAt(),
                entry.fact().account(),
                entry.fact().offerId(),
                entry.fact().topic(),
                story.what(),
                story.who(),
                story.details(),
                story.evidence(),
                entry.fact().eventId(),
                entry.fact().source(),
                entry.fact().decoded(),
                content.isEmpty(),
                content.map(kept -> tree(kept.body(), entry.fact().decoded())).orElse(NullNode.getInstance()),
                content.map(kept -> tree(kept.headers(), true)).orElse(NullNode.getInstance()),
                entry.previousHash(),
                entry.hash());
    }

    /** Indented, for the page. */
    public String prettyBody() {
        return body.isTextual() ? body.textValue() : body.toPrettyString();
    }

    public boolean isAboutAccount() {
        return !account.isEmpty();
    }

    public boolean isAboutOffer() {
        boolean isOfMessage = type.equals(Topics.OWNER_NOTIFIED)
                && ABOUT_NO_CARD.contains(body.path("kind").asText());
        return offerId != null && !isOfMessage;
    }

    private static JsonNode tree(String text, boolean json) {
        if (!json) {
            return TextNode.valueOf(text);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
