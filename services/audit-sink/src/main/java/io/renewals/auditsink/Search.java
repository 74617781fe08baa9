package io.renewals.auditsink;

import io.renewals.auditsink.TrailReads.Filter;
import io.renewals.web.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** What a reader asks for; every part may be missing. */
public class Search {
    @QueryParam("account")
    String account;

    @QueryParam("offer")
    String offer;

    /** A topic, for example {@code offer.actioned}. */
    @QueryParam("type")
    String type;

    /** First day, ISO 8601, in the tenant's zone, by when it happened. */
    @QueryParam("from")
    String from;

    /** Last day. */
    @QueryParam("to")
    String to;

    /** Sequence to go on below. */
    @QueryParam("after")
    String after;

    /** @throws Problem.Raised naming the field that can't be read */
    Filter filter(ZoneId zone) {
        Instant first =
                day("from", from).map(day -> day.atStartOfDay(zone).toInstant()).orElse(null);
        Instant end = day("to", to)
                .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())
                .orElse(null);
        return new Filter(trimmed(account), trimmed(offer), trimmed(type), first, end);
    }

    /** Sequence to go on below; the newest where none is given. */
    long before() {
        if (trimmed(after).isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after.trim());
        } catch (NumberFormatException e) {
            throw Problem.refused(
                            "The page can't be found.",
                            new Problem.FieldError(
                                    "after", "'" + after + "' is no sequence", "follow the list's own links"))
                    .raised();
        }
    }

    /** For links that keep the filters. */
    Map<String, String> parameters() {
        return Map.of(
                "account", trimmed(account),
                "offer", trimmed(offer),
                "type", trimmed(type),
                "from", trimmed(from),
                "to", trimmed(to));
    }

    public String account() {
        return trimmed(account);
    }

    public String offer() {
        return trimmed(offer);
    }

    public String type() {
        return trimmed(type);
    }

    public String from() {
        return trimmed(from);
    }

    public String to() {
        return trimmed(to);
    }

    private static Optional<LocalDate> day(String field, String text) {
        if (trimmed(text).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.trim()));
        } catch (DateTimeParseException e) {
            throw Problem.refused(
                            "The dates can't be read.",
                            new Problem.FieldError(field, "'" + text + "' is no date", "write it as 2026-05-04"))
                    .raised();
        }
    }

    private static String trimmed(String text) {
        return text == null ? "" : text.trim();
    }
}
