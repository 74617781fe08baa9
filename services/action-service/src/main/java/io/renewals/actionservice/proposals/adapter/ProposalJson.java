package io.renewals.actionservice.proposals.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.renewals.actionservice.domain.CardState.Decision;
import io.renewals.actionservice.domain.Dossier.CardOwner;
import io.renewals.actionservice.proposals.domain.Field;
import io.renewals.actionservice.proposals.domain.Proposal;
import io.renewals.actionservice.proposals.domain.Proposal.State;
import io.renewals.actionservice.proposals.domain.Terms;
import io.renewals.actionservice.proposals.domain.Terms.Change;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A proposal's parts as JSON columns. */
final class ProposalJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private ProposalJson() {}

    /** What became of it. @param at null where a person decided: it is in {@code by} @param text reason, or id of the newer one */
    private record StateRow(Decision by, Instant at, String text, boolean edited, List<Change> changes) {}

    static String write(Terms terms) {
        Map<String, String> texts = new LinkedHashMap<>();
        terms.values().forEach((field, value) -> texts.put(field.key(), value));
        return text(texts);
    }

    static Terms terms(String json) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        try {
            JSON.readValue(json, TEXTS)
                    .forEach((key, value) -> Field.of(key).ifPresent(field -> values.put(field, value)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return new Terms(values);
    }

    static String status(State state) {
        return switch (state) {
            case Proposal.Open open -> "open";
            case Proposal.Accepted accepted -> "accepted";
            case Proposal.Refused refused -> "refused";
            case Proposal.Superseded superseded -> "superseded";
            case Proposal.Stale stale -> "stale";
        };
    }

    static String write(State state) {
        return text(
                switch (state) {
                    case Proposal.Open open -> new StateRow(null, null, null, false, List.of());
                    case Proposal.Accepted accepted ->
                        new StateRow(accepted.by(), null, null, accepted.edited(), accepted.changes());
                    case Proposal.Refused refused ->
                        new StateRow(refused.by(), null, refused.reason(), false, refused.changes());
                    case Proposal.Superseded newer ->
                        new StateRow(null, newer.at(), newer.by(), false, newer.changes());
                    case Proposal.Stale stale -> new StateRow(null, stale.at(), null, false, stale.changes());
                });
    }

    static State state(String status, String json) {
        StateRow row = read(json, StateRow.class);
        return switch (status) {
            case "open" -> new Proposal.Open();
            case "accepted" -> new Proposal.Accepted(row.by(), row.changes(), row.edited());
            case "refused" -> new Proposal.Refused(row.by(), row.text(), row.changes());
            case "superseded" -> new Proposal.Superseded(row.text(), row.at(), row.changes());
            case "stale" -> new Proposal.Stale(row.at(), row.changes());
            default -> throw new IllegalStateException("no such status: " + status);
        };
    }

    static CardOwner owner(String json) {
        return read(json, CardOwner.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
