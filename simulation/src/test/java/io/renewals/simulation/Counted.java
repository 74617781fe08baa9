package io.renewals.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A section of a digest in numbers.
 *
 * @param total the numbers in its figure, in their order; none where it has no lines
 */
record Counted(List<Line> lines, List<BigDecimal> total) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d[\\d,]*(\\.\\d+)?");

    /** An account and what is counted of it. */
    record Line(String account, List<BigDecimal> numbers) {
        static Line of(String account, BigDecimal... numbers) {
            return new Line(account, Arrays.stream(numbers).map(Counted::plain).toList());
        }
    }

    /** How many lines there are, and the sum of their one number. */
    static Counted summed(List<Line> lines) {
        return of(lines, BigDecimal.valueOf(lines.size()), sum(lines, 0));
    }

    static Counted of(List<Line> lines, BigDecimal... total) {
        return new Counted(
                lines,
                lines.isEmpty()
                        ? List.of()
                        : Arrays.stream(total).map(Counted::plain).toList());
    }

    /** As a reader would take them out of the words. */
    static List<BigDecimal> numbers(String words) {
        return NUMBER.matcher(words)
                .results()
                .map(MatchResult::group)
                .map(text -> plain(new BigDecimal(text.replace(",", ""))))
                .toList();
    }

    static BigDecimal sum(List<Line> lines, int number) {
        return lines.stream().map(line -> line.numbers().get(number)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal average(List<Line> lines, int number) {
        return lines.isEmpty()
                ? BigDecimal.ZERO
                : sum(lines, number).divide(BigDecimal.valueOf(lines.size()), 2, RoundingMode.HALF_EVEN);
    }

    /** What one has and the other has not; empty: the same. @param told as a digest has it @param trail as it should be */
    static List<String> differences(Counted told, Counted trail) {
        Stream<String> missing = without(trail.lines, told.lines).map(line -> "missing " + line);
        Stream<String> tooMuch = without(told.lines, trail.lines).map(line -> "too much " + line);
        Stream<String> total = Stream.of(told.total)
                .filter(Predicate.not(trail.total::equals))
                .map(numbers -> "total " + numbers + ", not " + trail.total);
        return Stream.of(missing, tooMuch, total).flatMap(each -> each).toList();
    }

    private static Stream<Line> without(List<Line> some, List<Line> others) {
        List<Line> left = new ArrayList<>(some);
        others.forEach(left::remove);
        return left.stream();
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
