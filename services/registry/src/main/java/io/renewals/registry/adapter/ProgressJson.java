package io.renewals.registry.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.renewals.registry.domain.CardAction;
import io.renewals.registry.domain.Progress;
import io.renewals.registry.domain.State;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Progress as its row keeps it. */
final class ProgressJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Stored(
            State resting,
            LocalDate dueOn,
            LocalDate assessedOn,
            boolean noOffer,
            Progress.Stage stage,
            State gate,
            List<StoredAction> actions,
            LocalDate missedOn) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record StoredAction(int sequence, CardAction.Kind kind, LocalDate until, Integer undoes, State card) {}

    private ProgressJson() {}

    static String write(Progress progress) {
        List<StoredAction> actions = progress.history().stream()
                .map(action -> new StoredAction(
                        action.sequence(),
                        action.kind(),
                        action.until().orElse(null),
                        action.undoes().isPresent() ? action.undoes().getAsInt() : null,
                        action.card().orElse(null)))
                .toList();
        try {
            return JSON.writeValueAsString(new Stored(
                    progress.resting(),
                    progress.dueOn().orElse(null),
                    progress.assessedOn().orElse(null),
                    progress.noOffer(),
                    progress.stage(),
                    progress.gate().orElse(null),
                    actions,
                    progress.missedOn().orElse(null)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Progress read(int cycleNo, int revision, boolean suppressed, String json) {
        try {
            Stored stored = JSON.readValue(json, Stored.class);
            SortedMap<Integer, CardAction> actions = new TreeMap<>();
            for (StoredAction action : stored.actions()) {
                actions.put(action.sequence(), action(action));
            }
            return new Progress(
                    cycleNo,
                    revision,
                    stored.resting(),
                    Optional.ofNullable(stored.dueOn()),
                    Optional.ofNullable(stored.assessedOn()),
                    stored.noOffer(),
                    stored.stage(),
                    Optional.ofNullable(stored.gate()),
                    actions,
                    Optional.ofNullable(stored.missedOn()),
                    suppressed);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CardAction action(StoredAction stored) {
        return new CardAction(
                stored.sequence(),
                stored.kind(),
                Optional.ofNullable(stored.until()),
                stored.undoes() == null ? OptionalInt.empty() : OptionalInt.of(stored.undoes()),
                Optional.ofNullable(stored.card()));
    }
}
