package io.renewals.registry.digest.domain;

import io.renewals.registry.digest.domain.Digest.Row;
import io.renewals.registry.digest.domain.Digest.Section;
import io.renewals.registry.digest.domain.Outcome.Decided;
import io.renewals.registry.digest.domain.Outcome.Ended;
import io.renewals.registry.digest.domain.Outcome.Sent;
import io.renewals.registry.domain.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** A month's outcomes: offered, accepted, lost, discount given against cap, hours from due to decision. */
public final class MonthlySummary {
    private static final int MINUTES_AN_HOUR = 60;

    private final List<Outcome> outcomes;

    private MonthlySummary(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** One summary for each recipient, as {@link WeeklyDigest#of} has it. */
    public static List<Digest> of(Period period, Collection<Outcome> all, Collection<Person> recipients, Person admin) {
        return Sharing.out(period, all, Outcome::owner, recipients, admin, own -> new MonthlySummary(own).sections());
    }

    private List<Section> sections() {
        return List.of(offered(), accepted(), lost(), discounts(), hours());
    }

    private Section offered() {
        List<Sent> sent = sent();
        return new Section(
                "offered",
                "Offered",
                sent.isEmpty()
                        ? "No offer reached a customer."
                        : "Renewals whose offer reached the customer, each once.",
                total(sent, "offer", Sent::proposedArr, Sent::currency),
                sent.stream()
                        .map(offer -> new Row(
                                offer.account(),
                                offer.name(),
                                "/cards/" + offer.offerId(),
                                Words.yearly(offer.proposedArr(), offer.currency()),
                                "approved by " + offer.by(),
                                List.of(),
                                offer.owner()))
                        .toList());
    }

    private Section accepted() {
        return ended(
                "accepted", "Accepted", "Renewals reported in the month.", "No renewal was reported.", State.RENEWED);
    }

    private Section lost() {
        return ended(
                "lost",
                "Lost",
                "Customers who left, and contracts that ended without a word.",
                "No customer was lost.",
                State.CHURNED,
                State.LAPSED);
    }

    private Section ended(String id, String title, String note, String empty, State... ways) {
        List<Ended> found = of(Ended.class)
                .filter(cycle -> List.of(ways).contains(cycle.how()))
                .sorted(Comparator.comparing(Ended::effectiveOn).thenComparing(Ended::account))
                .toList();
        return new Section(
                id,
                title,
                found.isEmpty() ? empty : note,
                total(found, "account", Ended::arr, Ended::currency),
                found.stream().map(this::ending).toList());
    }

    private Row ending(Ended cycle) {
        return new Row(
                cycle.account(),
                cycle.name(),
                "/accounts/" + cycle.account(),
                Words.yearly(cycle.arr(), cycle.currency()),
                Words.line(
                        cycle.how().name().toLowerCase(Locale.ROOT) + " on " + Words.day(cycle.effectiveOn()),
                        cycle.offered() ? "after an offer" : "without an offer"),
                List.of(),
                cycle.owner());
    }

    private Section discounts() {
        List<Sent> sent = sent();
        String total = sent.isEmpty()
                ? Words.NONE
                : Words.percent(average(sent, Sent::discount)) + " of at most "
                        + Words.percent(average(sent, Sent::cap)) + " on average, "
                        + Words.sums(sent, Sent::given, Sent::currency) + " of "
                        + Words.yearlySum(sent, MonthlySummary::allowed, Sent::currency);
        return new Section(
                "discount",
                "Discount given against cap",
                sent.isEmpty()
                        ? "Nothing was given."
                        : "Of the offers that were sent: list price less offered price, a year.",
                total,
                sent.stream().map(this::discount).toList());
    }

    private Row discount(Sent offer) {
        return new Row(
                offer.account(),
                offer.name(),
                "/cards/" + offer.offerId(),
                Words.percent(offer.discount()) + " of at most " + Words.percent(offer.cap()),
                Words.money(offer.given(), offer.currency()) + " of " + Words.yearly(allowed(offer), offer.currency()),
                List.of(),
                offer.owner());
    }

    private Section hours() {
        List<Decided> found = of(Decided.class)
                .sorted(Comparator.comparing(Decided::took).reversed().thenComparing(Decided::offerId))
                .toList();
        String total = found.isEmpty()
                ? Words.NONE
                : Words.count(found.size(), "decision") + ", median " + hours(median(found)) + ", longest "
                        + hours(found.getFirst().took());
        return new Section(
                "hours",
                "Hours from due to decision",
                found.isEmpty()
                        ? "Nothing was decided."
                        : "A person's decision on each offer, the last one that stands: approved, skipped or let go.",
                total,
                found.stream().map(this::decision).toList());
    }

    private Row decision(Decided decision) {
        return new Row(
                decision.account(),
                decision.name(),
                "/cards/" + decision.offerId(),
                hours(decision.took()),
                decision.action().toLowerCase(Locale.ROOT) + " by " + decision.by(),
                List.of(),
                decision.owner());
    }

    private static <T> String total(
            List<T> rows, String noun, Function<T, BigDecimal> amount, Function<T, String> currency) {
        return rows.isEmpty()
                ? Words.NONE
                : Words.count(rows.size(), noun) + ", " + Words.yearlySum(rows, amount, currency);
    }

    private List<Sent> sent() {
        return of(Sent.class)
                .sorted(Comparator.comparing(Sent::at).thenComparing(Sent::account))
                .toList();
    }

    private <T extends Outcome> Stream<T> of(Class<T> type) {
        return outcomes.stream().filter(type::isInstance).map(type::cast);
    }

    /** To the currency's cent and below, as far as a person reads: two decimals. */
    private static BigDecimal allowed(Sent offer) {
        return offer.allowed().setScale(2, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal average(List<Sent> sent, Function<Sent, BigDecimal> percent) {
        BigDecimal sum = sent.stream().map(percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(sent.size()), 2, RoundingMode.HALF_EVEN);
    }

    /** @param longestFirst at least one; of an even number the longer of the two in the middle */
    private static Duration median(List<Decided> longestFirst) {
        return longestFirst.get((longestFirst.size() - 1) / 2).took();
    }

    private static String hours(Duration took) {
        BigDecimal hours = BigDecimal.valueOf(took.toMinutes())
                .divide(BigDecimal.valueOf(MINUTES_AN_HOUR), 1, RoundingMode.HALF_EVEN);
        return Words.plain(hours) + " h";
    }
}
