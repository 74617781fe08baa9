package io.renewals.intake.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Checks a whole report: the account's id and the facts about it, with every reason at once. */
public final class ReportCheck {
    private final TermsCheck terms;
    private final SignalCheck signals;
    private final OutcomeCheck outcomes;
    private final Duration skew;

    /** @param skew how far ahead of ours another system's clock may be */
    public ReportCheck(MailSyntax mail, Duration skew) {
        this.terms = new TermsCheck(mail);
        this.signals = new SignalCheck(skew);
        this.outcomes = new OutcomeCheck(skew);
        this.skew = skew;
    }

    /** A contract, who saw it and when. */
    public record TermsReport(Terms terms, Instant observedAt, String sourceId) {}

    /** Field names are paths in the event. */
    public Checked<TermsReport> terms(
            String account, TermsDraft draft, Instant observedAt, String sourceId, Instant now) {
        Reasons found = account(account);
        SignalCheck.observed(found, "observedAt", observedAt, now, skew);
        String source = SignalCheck.source(found, "sourceId", sourceId);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return terms.check(draft, found, today, TermsField::path)
                .map(checked -> new TermsReport(checked, observedAt.truncatedTo(ChronoUnit.MICROS), source));
    }

    /** @param prefix of the field names: {@code signal.} in events, empty in a file */
    public Checked<Signal> signal(String account, SignalDraft draft, Instant now, String prefix) {
        return signals.check(draft, account(account), now, prefix);
    }

    public Checked<Outcome> outcome(String account, OutcomeDraft draft, Instant now) {
        return outcomes.check(draft, account(account), now);
    }

    private static Reasons account(String account) {
        Reasons found = new Reasons();
        AccountId.checkExact(found, "account", account);
        return found;
    }
}
