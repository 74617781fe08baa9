package io.renewals.intake.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** Checks the report of how a renewal ended. */
public final class OutcomeCheck {
    private static final int NOTE_CHARS = 2_000;
    private static final int YEARS_BACK = 2;
    private static final int YEARS_AHEAD = 11;

    private final Duration skew;

    /** @param skew how far ahead of ours another system's clock may be */
    public OutcomeCheck(Duration skew) {
        this.skew = skew;
    }

    public Checked<Outcome> check(OutcomeDraft draft, Reasons found, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Optional<Outcome.Kind> kind = Arrays.stream(Outcome.Kind.values())
                .filter(known -> known.name().equals(draft.outcome()))
                .findFirst();
        if (kind.isEmpty()) {
            found.add(
                    "outcome",
                    Texts.shown(String.valueOf(draft.outcome())) + " is not an outcome",
                    "write RENEWED, CHURNED or LAPSED");
        }
        plausible(found, "effectiveDate", draft.effectiveDate(), today, true);
        plausible(found, "nextRenewalDate", draft.nextRenewalDate(), today, false);
        next(found, draft, kind);
        String note = Texts.text(found, "note", draft.note(), NOTE_CHARS, false, true);
        SignalCheck.observed(found, "observedAt", draft.observedAt(), now, skew);
        String source = SignalCheck.source(found, "sourceId", draft.sourceId());
        return found.orAccept(() -> new Outcome(
                kind.orElseThrow(),
                draft.effectiveDate(),
                Optional.ofNullable(draft.nextRenewalDate()),
                Optional.of(note).filter(text -> !text.isEmpty()),
                draft.observedAt().truncatedTo(ChronoUnit.MICROS),
                source));
    }

    private static void next(Reasons found, OutcomeDraft draft, Optional<Outcome.Kind> kind) {
        LocalDate next = draft.nextRenewalDate();
        if (next == null || found.has("nextRenewalDate")) {
            return;
        }
        if (kind.isPresent() && kind.get() == Outcome.Kind.CHURNED) {
            found.add("nextRenewalDate", "is given for a customer who left", "leave it out, or report RENEWED");
        } else if (draft.effectiveDate() != null && !next.isAfter(draft.effectiveDate())) {
            found.add(
                    "nextRenewalDate",
                    next + " is not after the effective date " + draft.effectiveDate(),
                    "write the end of the new term, or leave it out");
        }
    }

    private static void plausible(Reasons found, String field, LocalDate date, LocalDate today, boolean required) {
        if (date == null) {
            if (required) {
                found.add(field, "is missing", "write the day it took effect");
            }
        } else if (date.isBefore(today.minusYears(YEARS_BACK)) || date.isAfter(today.plusYears(YEARS_AHEAD))) {
            found.add(
                    field,
                    date + " is not plausible",
                    "write a date between " + today.minusYears(YEARS_BACK) + " and " + today.plusYears(YEARS_AHEAD));
        }
    }
}
