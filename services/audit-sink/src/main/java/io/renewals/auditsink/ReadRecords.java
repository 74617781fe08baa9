package io.renewals.auditsink;

import io.renewals.messaging.Codec;
import io.renewals.messaging.Envelope;
import io.renewals.messaging.Poison;
import io.renewals.schemas.audit.Fact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** From any record of any topic, undecodable ones included, to what the trail keeps of it. */
@ApplicationScoped
public class ReadRecords {
    /** The trail of what belongs to nobody; no person's sign-in has this tenant. */
    static final String NOBODY = "-";
    /** A sealed entry must fit into one message of its topic; what is longer keeps its digest only. */
    static final int LONGEST_BODY_BYTES = 900_000;

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_FIELD = 300;
    private static final int LONGEST_HEADER = 4_000;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Set<String> FIELDS_OF_THEIR_OWN =
            Set.of(Envelope.ID, Envelope.SOURCE, Envelope.TYPE, Envelope.TIME, Envelope.SPECVERSION, "content-type");

    private final Codec codec;

    @Inject
    public ReadRecords(Codec codec) {
        this.codec = codec;
    }

    /** @throws io.renewals.messaging.Retriable where the registry is away; any bytes are fine */
    Arrival read(ConsumerRecord<String, byte[]> raw) {
        SpecificRecord event = decoded(raw);
        Map<String, String> headers = headers(raw);
        Fact fact = fact(raw, event, headers);
        byte[] payload = raw.value() == null ? new byte[0] : raw.value();
        String body = event == null ? Base64.getEncoder().encodeToString(payload) : EventJson.write(event);
        byte[] hash = Digests.sha256(payload);
        boolean fits = fits(body);
        Map<String, String> kept = new TreeMap<>(headers);
        kept.keySet().removeAll(FIELDS_OF_THEIR_OWN);
        return new Arrival(
                tenant(raw, event),
                fits ? fact : undecoded(fact),
                hash,
                EventJson.write(kept),
                fits ? body : "",
                Identity.of(fact, headers, Digests.hex(hash)),
                Identity.ofPlace(fact));
    }

    private static boolean fits(String body) {
        // A char is at most three bytes: counting exactly is only for the few long ones.
        return 3L * body.length() <= LONGEST_BODY_BYTES
                || body.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BODY_BYTES;
    }

    /** The last resort for a record that the database would not take as it is. */
    static Arrival bare(Arrival arrival, String why) {
        return new Arrival(
                arrival.tenant(),
                undecoded(arrival.fact()),
                arrival.payloadSha256(),
                EventJson.write(Map.of("not-recorded-because", clean(why, LONGEST_HEADER))),
                "",
                arrival.identity(),
                arrival.place());
    }

    private SpecificRecord decoded(ConsumerRecord<String, byte[]> raw) {
        try {
            return codec.body(raw.topic(), raw.value());
        } catch (Poison e) {
            return null;
        }
    }

    private static Fact fact(ConsumerRecord<String, byte[]> raw, SpecificRecord event, Map<String, String> headers) {
        String type = headers.getOrDefault(
                Envelope.TYPE, event == null ? "" : event.getSchema().getFullName());
        return new Fact(
                clean(account(raw, event), LONGEST_FIELD),
                clean(field(event, "offerId"), LONGEST_FIELD),
                raw.topic(),
                raw.partition(),
                raw.offset(),
                clean(headers.getOrDefault(Envelope.ID, ""), LONGEST_FIELD),
                clean(type, LONGEST_FIELD),
                clean(headers.getOrDefault(Envelope.SOURCE, ""), LONGEST_FIELD),
                occurredAt(raw, headers.get(Envelope.TIME)),
                event != null);
    }

    private static Fact undecoded(Fact fact) {
        return new Fact(
                fact.account(),
                fact.offerId(),
                fact.topic(),
                fact.partition(),
                fact.offset(),
                fact.eventId(),
                fact.eventType(),
                fact.source(),
                fact.occurredAt(),
                false);
    }

    /** From the body, else from the key, else nobody's. */
    private static String tenant(ConsumerRecord<String, byte[]> raw, SpecificRecord event) {
        String named = field(event, "tenant");
        if (named == null && raw.key() != null && raw.key().contains("/")) {
            named = raw.key().substring(0, raw.key().indexOf('/'));
        }
        return named != null && TENANT.matcher(named).matches() ? named : NOBODY;
    }

    private static String account(ConsumerRecord<String, byte[]> raw, SpecificRecord event) {
        if (event != null) {
            String account = field(event, "account");
            return account == null ? "" : account;
        }
        int slash = raw.key() == null ? -1 : raw.key().indexOf('/');
        return slash < 0 ? "" : raw.key().substring(slash + 1);
    }

    private static String field(SpecificRecord event, String name) {
        Schema.Field field = event == null ? null : event.getSchema().getField(name);
        Object value = field == null ? null : event.get(field.pos());
        return value == null ? null : value.toString();
    }

    private static Instant occurredAt(ConsumerRecord<String, byte[]> raw, String time) {
        Instant arrived = Instant.ofEpochMilli(Math.max(0, raw.timestamp()));
        try {
            Instant said = time == null ? arrived : Instant.parse(time);
            boolean plausible = !said.isBefore(Instant.EPOCH) && said.isBefore(LATEST);
            return (plausible ? said : arrived).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return arrived;
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> raw) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : raw.headers()) {
            if (header.value() != null) {
                headers.put(
                        clean(header.key(), LONGEST_FIELD),
                        clean(new String(header.value(), StandardCharsets.UTF_8), LONGEST_HEADER));
            }
        }
        return headers;
    }

    /** PostgreSQL keeps no NUL in a text, and no index a text of any length. */
    private static String clean(String text, int longest) {
        if (text == null) {
            return null;
        }
        String whole = text.replace('\0', '\ufffd');
        if (whole.length() <= longest) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(longest - 1)) ? longest - 1 : longest;
        return whole.substring(0, end) + "…";
    }
}
