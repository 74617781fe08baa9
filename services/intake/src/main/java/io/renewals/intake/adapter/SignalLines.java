package io.renewals.intake.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.intake.domain.AccountId;
import io.renewals.intake.domain.Checked;
import io.renewals.intake.domain.Reason;
import io.renewals.intake.domain.ReportCheck;
import io.renewals.intake.domain.Signal;
import io.renewals.intake.domain.SignalDraft;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signals as text: one JSON object a line, {@code account, kind, metric, value or text, sourceId, observedAt}. */
public final class SignalLines {
    private static final Set<String> FIELDS =
            Set.of("account", "kind", "metric", "value", "text", "sourceId", "observedAt");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SignalLines() {}

    /**
     * One line that was read.
     *
     * @param number from 1
     * @param account as written, {@code -} where none could be read
     */
    public record Line(int number, String text, String account, Checked<Signal> checked) {}

    /** Blank lines are left out. */
    public static List<Line> read(String text, ReportCheck check, Instant now) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                lines.add(line(number, line.strip(), check, now));
            }
        }
        return lines;
    }

    private static Line line(int number, String text, ReportCheck check, Instant now) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return refused(number, text, new Reason("line", "is not JSON", "write one JSON object on each line"));
        }
        if (!node.isObject()) {
            return refused(number, text, new Reason("line", "is no JSON object", "write one JSON object on each line"));
        }
        List<Reason> shape = shape(node);
        String account = node.path("account").isTextual() ? node.path("account").textValue() : "";
        if (!shape.isEmpty()) {
            return new Line(
                    number, text, account.isBlank() ? AccountId.MISSING : account, new Checked.Refused<>(shape));
        }
        SignalDraft draft = new SignalDraft(
                text(node, "sourceId"),
                text(node, "kind"),
                text(node, "metric"),
                value(node).orElse(null),
                text(node, "text"),
                instant(node).orElse(null));
        return new Line(
                number, text, account.isBlank() ? AccountId.MISSING : account, check.signal(account, draft, now, ""));
    }

    private static Line refused(int number, String text, Reason reason) {
        return new Line(number, text, AccountId.MISSING, new Checked.Refused<>(List.of(reason)));
    }

    /** A misspelled field would otherwise be a value that is silently missing. */
    private static List<Reason> shape(JsonNode node) {
        List<Reason> reasons = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                reasons.add(new Reason(name, "is no field of a signal", "leave it out, or see docs/contracts.md"));
            }
        });
        for (String name : List.of("account", "kind", "metric", "text", "sourceId", "observedAt")) {
            if (!node.path(name).isMissingNode()
                    && !node.path(name).isNull()
                    && !node.path(name).isTextual()) {
                reasons.add(new Reason(name, "is not a text", "write it in double quotes"));
            }
        }
        JsonNode value = node.path("value");
        if (!value.isMissingNode() && !value.isNull() && !value.isNumber()) {
            reasons.add(new Reason("value", "is not a number", "write it without quotes"));
        }
        if (node.path("observedAt").isTextual() && instant(node).isEmpty()) {
            reasons.add(new Reason("observedAt", "is not an instant", "write one such as 2026-11-03T09:30:00Z"));
        }
        return reasons;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).textValue() : null;
    }

    private static Optional<BigDecimal> value(JsonNode node) {
        return node.path("value").isNumber() ? Optional.of(node.path("value").decimalValue()) : Optional.empty();
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return Optional.ofNullable(text(node, "observedAt"))
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
