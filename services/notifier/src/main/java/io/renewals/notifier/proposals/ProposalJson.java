package io.renewals.notifier.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.renewals.events.AccountProposed;
import io.renewals.events.Terms;
import io.renewals.messaging.Poison;
import io.renewals.notifier.domain.Person;
import io.renewals.notifier.proposals.domain.ProposalFacts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.avro.Schema;

/** A proposal's event as what is told, and that as the JSON that is stored. */
final class ProposalJson {
    private static final String DAY = "renewalDate";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ProposalJson() {}

    /** Whom a message goes to. @param account the only one it is about; null: it is about several */
    record Addressed(Person recipient, String account) {}

    /** @throws Poison where it speaks of a field that no contract has */
    static ProposalFacts facts(AccountProposed event) {
        Terms known = event.getKnown();
        Terms terms = event.getTerms();
        List<String> changed = changed(event);
        return new ProposalFacts(
                event.getProposalId(),
                event.getAccount(),
                (known == null ? terms : known).getAccountName(),
                event.getOrigin(),
                known == null ? null : known.getRenewalDate().toString(),
                changed.contains(DAY) ? terms.getRenewalDate().toString() : null,
                changed.stream()
                        .filter(field -> !field.equals(DAY))
                        .map(ProposalJson::words)
                        .toList(),
                known == null ? null : known.getOwnerEmail(),
                known == null ? null : known.getTier());
    }

    /** False: the account is so already. */
    static boolean changesAnything(ProposalFacts facts) {
        return facts.proposedDay() != null || !facts.others().isEmpty();
    }

    private static List<String> changed(AccountProposed event) {
        Schema schema = event.getTerms().getSchema();
        List<String> fields = event.getFields().isEmpty()
                ? schema.getFields().stream().map(Schema.Field::name).toList()
                : event.getFields();
        return fields.stream()
                .filter(name -> differs(event, schema.getField(name), name))
                .toList();
    }

    private static boolean differs(AccountProposed event, Schema.Field field, String name) {
        if (field == null) {
            throw new Poison("proposes " + name + ", which no contract has");
        }
        return event.getKnown() == null
                || !Objects.equals(
                        event.getKnown().get(field.pos()), event.getTerms().get(field.pos()));
    }

    /** unitPrice: unit price. */
    private static String words(String field) {
        return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a proposal's own records can always be written", e);
        }
    }

    static ProposalFacts facts(String json) {
        return read(json, ProposalFacts.class);
    }

    static Addressed addressed(String json) {
        return read(json, Addressed.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON is no " + type.getSimpleName(), e);
        }
    }
}
