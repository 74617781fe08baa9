package io.renewals.registry.digest.domain;

import io.renewals.registry.digest.domain.Digest.Row;
import io.renewals.registry.digest.domain.Digest.Section;
import io.renewals.registry.digest.domain.Standing.Place;
import io.renewals.registry.domain.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Where accounts stand, on a Monday. An account is counted for its state in exactly one of in motion, held, stale, skipped and missed;
 * high severity, top movers and fallback look at the same accounts from another side and say so.
 */
public final class WeeklyDigest {
    private static final int TOP = 10;
    private static final int CITED = 5;
    private static final Comparator<Standing> BY_DATE =
            Comparator.comparing(Standing::renewalDate).thenComparing(Standing::account);
    private static final Comparator<Standing> NEWEST =
            Comparator.comparing(Standing::since).reversed().thenComparing(Standing::account);

    private final Period period;
    private final Instant opens;
    private final List<Standing> standings;

    private WeeklyDigest(Period period, Instant opens, List<Standing> standings) {
        this.period = period;
        this.opens = opens;
        this.standings = standings;
    }

    /**
     * One digest for each recipient.
     *
     * @param opens when the digest before was counted
     * @param recipients who gets one, whether or not they own an account
     * @param admin gets the whole book's instead of an own one
     */
    public static List<Digest> of(
            Period period, Instant opens, Collection<Standing> all, Collection<Person> recipients, Person admin) {
        return Sharing.out(
                period, all, Standing::owner, recipients, admin, standings -> new WeeklyDigest(period, opens, standings)
                        .sections());
    }

    private List<Section> sections() {
        return List.of(
                inMotion(),
                highSeverity(),
                movers(),
                placed(
                        Place.HELD,
                        "held",
                        "Held",
                        "Held by a limit until somebody decides, or for as long as a support case or a dispute is open.",
                        "Nothing is held."),
                placed(
                        Place.STALE,
                        "stale",
                        "Stale",
                        "Facts changed under a draft, and no new one is there yet.",
                        "No draft is stale."),
                placed(
                        Place.SKIPPED,
                        "skipped",
                        "Skipped",
                        "Skipped by a person since the digest before, with the reason.",
                        "Nothing was skipped."),
                placed(
                        Place.MISSED,
                        "missed",
                        "Expired or missed",
                        "The notice deadline or the renewal passed without an offer or an outcome, since the digest before.",
                        "Nothing was missed, nothing expired."),
                fallback());
    }

    private Section inMotion() {
        return placed(
                Place.IN_MOTION,
                "in-motion",
                "In motion",
                "A draft, a card or an offer that waits for the customer.",
                "Nothing is in motion.");
    }

    private Section placed(Place place, String id, String title, String note, String empty) {
        Comparator<Standing> order = place == Place.SKIPPED || place == Place.MISSED ? NEWEST : BY_DATE;
        List<Standing> found = standings.stream()
                .filter(standing -> standing.place(opens) == place)
                .sorted(order)
                .toList();
        return section(id, title, note, empty, found, standing -> row(standing, state(standing)));
    }

    private Section highSeverity() {
        List<Standing> found = standings.stream()
                .filter(standing -> !standing.isOver() && standing.judged().isPresent())
                .filter(standing -> verdict(standing).severity().equals("HIGH")
                        && !verdict(standing).on().isBefore(period.from()))
                .sorted(Comparator.comparing(
                                (Standing standing) -> verdict(standing).score())
                        .thenComparing(BY_DATE))
                .toList();
        return section(
                "high-severity",
                "High severity",
                "Judged so since the Monday before; also counted above or below for their state.",
                "No account is of high severity.",
                found,
                standing -> row(standing, verdict(standing).reason()));
    }

    private Section movers() {
        List<Standing> found = standings.stream()
                .filter(standing -> !standing.isOver() && standing.judged().isPresent())
                .filter(standing ->
                        standing.scoreBefore().isPresent() && change(standing).signum() != 0)
                .sorted(Comparator.comparing(
                                (Standing standing) -> change(standing).abs())
                        .reversed()
                        .thenComparing(BY_DATE))
                .limit(TOP)
                .toList();
        return new Section(
                "movers",
                "Top movers",
                found.isEmpty()
                        ? "No assessment score moved."
                        : "Assessment scores that moved most since last Monday, at most " + TOP + ".",
                found.isEmpty() ? Words.NONE : Words.count(found.size(), "account"),
                found.stream().map(this::mover).toList());
    }

    private Row mover(Standing standing) {
        Standing.Verdict verdict = verdict(standing);
        BigDecimal before = standing.scoreBefore().orElseThrow();
        return new Row(
                standing.account(),
                standing.name(),
                "/accounts/" + standing.account(),
                Words.signed(change(standing)),
                Words.line("from " + Words.plain(before) + " to " + Words.plain(verdict.score()), verdict.reason()),
                cited(standing),
                standing.owner());
    }

    private Section fallback() {
        List<Standing> found = standings.stream()
                .filter(standing -> standing.fellBack() && !standing.isOver())
                .filter(standing -> standing.inWindow() || standing.place(opens) != Place.NOWHERE)
                .sorted(BY_DATE)
                .toList();
        return section(
                "fallback",
                "Fell to the fallback owner",
                "Nobody owns these: give the account an owner, or its tier a default.",
                "Every account has an owner of its own.",
                found,
                standing -> row(standing, state(standing)));
    }

    private Section section(
            String id, String title, String note, String empty, List<Standing> found, Function<Standing, Row> row) {
        String total = found.isEmpty()
                ? Words.NONE
                : Words.count(found.size(), "account") + ", "
                        + Words.yearlySum(found, Standing::arr, Standing::currency);
        return new Section(
                id,
                title,
                found.isEmpty() ? empty : note,
                total,
                found.stream().map(row).toList());
    }

    private Row row(Standing standing, String why) {
        return new Row(
                standing.account(),
                standing.name(),
                standing.link(),
                Words.yearly(standing.arr(), standing.currency()),
                Words.line(why, "renews " + Words.day(standing.renewalDate())),
                cited(standing),
                standing.owner());
    }

    private static String state(Standing standing) {
        String word = standing.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String why = standing.state() == State.NO_OFFER
                ? standing.suppression().orElse(standing.detail())
                : standing.detail();
        if (why.isBlank()) {
            return word;
        }
        return why.startsWith(word) ? why : word + ": " + why;
    }

    private static List<String> cited(Standing standing) {
        return standing.judged().map(Standing.Verdict::citations).orElse(List.of()).stream()
                .limit(CITED)
                .toList();
    }

    private static Standing.Verdict verdict(Standing standing) {
        return standing.judged().orElseThrow();
    }

    private static BigDecimal change(Standing standing) {
        return verdict(standing).score().subtract(standing.scoreBefore().orElseThrow());
    }
}
