package io.renewals.registry.digest;

import io.renewals.registry.digest.domain.Period;
import io.renewals.store.Transactions;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Digests of the signed-in person's tenant, for API and pages alike. Whoever sees the book sees what was counted in it. */
@RequestScoped
public class DigestDesk {
    static final int PAGE = 100;
    private static final int SHOWN = 60;
    private static final int DAYS_BACK = 6;

    private final Transactions transactions;
    private final Digests digests;
    private final SignedIn signedIn;
    private final PageTime time;

    @Inject
    public DigestDesk(Transactions transactions, Digests digests, SignedIn signedIn, PageTime time) {
        this.transactions = transactions;
        this.digests = digests;
        this.signedIn = signedIn;
        this.time = time;
    }

    /** One message with its figures. */
    public record Sheet(DigestStore.Head head, List<DigestStore.Figure> figures) {}

    /** Rows behind a figure. @param next position to go on behind; null: this is the end */
    public record Rows(DigestStore.Head head, DigestStore.Figure figure, List<DigestStore.Line> lines, Integer next) {}

    List<DigestStore.Head> newest() {
        return transactions.inTenant(signedIn.tenant(), work -> DigestStore.newest(work, signedIn.email(), SHOWN));
    }

    /** Everybody's of one period, the whole book's first. */
    List<DigestStore.Head> recipients(Period period) {
        return transactions.inTenant(signedIn.tenant(), work -> DigestStore.heads(work, period));
    }

    Sheet sheet(String token, String owner) {
        return transactions.inTenant(signedIn.tenant(), work -> {
            DigestStore.Head head =
                    DigestStore.head(work, period(token), named(owner)).orElseThrow(() -> missing(token, owner));
            return new Sheet(head, DigestStore.figures(work, head));
        });
    }

    /** @param after position of the page before's last row; null: from the start */
    Rows rows(String token, String section, String owner, Integer after) {
        return transactions.inTenant(signedIn.tenant(), work -> {
            DigestStore.Head head =
                    DigestStore.head(work, period(token), named(owner)).orElseThrow(() -> missing(token, owner));
            DigestStore.Figure figure = DigestStore.figures(work, head).stream()
                    .filter(each -> each.section().equals(section))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("There is no section " + section + " in this digest.")
                            .raised());
            List<DigestStore.Line> lines = DigestStore.lines(work, head, section, after == null ? 0 : after, PAGE + 1);
            boolean more = lines.size() > PAGE;
            List<DigestStore.Line> shown = more ? lines.subList(0, PAGE) : lines;
            return new Rows(head, figure, shown, more ? shown.getLast().position() : null);
        });
    }

    /** @return the period, and whether it was counted just now */
    Digests.Asked prepare(Period period) {
        Digests.Asked asked = digests.prepare(signedIn.tenant(), period, signedIn.email());
        if (asked instanceof Digests.Asked.NoRulebook) {
            throw Problem.conflict("There is no rulebook yet, so nobody to tell. Upload one first.")
                    .withType("no-rulebook")
                    .raised();
        }
        return asked;
    }

    /** @param kind weekly or monthly @param day it is prepared on; null: today */
    Period asked(String kind, LocalDate day) {
        LocalDate today = latestToday();
        LocalDate on = day == null ? today : day;
        Period.Kind wanted = Arrays.stream(Period.Kind.values())
                .filter(each -> each.word().equals(kind == null ? "weekly" : kind))
                .findFirst()
                .orElseThrow(() -> refused("kind", "'" + kind + "' is no kind", "write weekly or monthly"));
        if (on.isAfter(today)) {
            throw refused("date", on + " has not come yet", "write today, " + today + ", or a day before");
        }
        // A week shows where accounts stand now; of an older one nobody knows that any more.
        if (wanted == Period.Kind.WEEKLY && on.isBefore(today.minusDays(DAYS_BACK))) {
            throw refused("date", on + " is over a week ago", "write one of the last seven days");
        }
        return Period.endingOn(wanted, on);
    }

    private LocalDate latestToday() {
        LocalDate here = time.today();
        LocalDate utc = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        return here.isAfter(utc) ? here : utc;
    }

    private static Problem.Raised refused(String field, String problem, String advice) {
        return Problem.refused("No digest was made.", new Problem.FieldError(field, problem, advice))
                .raised();
    }

    static Period period(String token) {
        return Period.of(token).orElseThrow(() -> Problem.notFound("'" + token + "' names no period.")
                .raised());
    }

    private static Optional<String> named(String owner) {
        return Optional.ofNullable(owner).filter(id -> !id.isBlank());
    }

    private static Problem.Raised missing(String token, String owner) {
        String whose = owner == null || owner.isBlank() ? "" : " for " + owner;
        return Problem.notFound("There is no digest " + token + whose + ".").raised();
    }
}
