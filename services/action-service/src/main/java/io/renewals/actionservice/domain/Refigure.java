package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.FigureReader.Figure;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the figures of one offer in a text into those of another: prices, totals, savings, the discount, the plan's name and
 * description. A figure that both share, or that is the current contract's, stays.
 */
final class Refigure {
    private static final DecimalFormatSymbols ENGLISH = DecimalFormatSymbols.getInstance(Locale.ENGLISH);

    private final Offer from;
    private final Offer to;
    private final Rulebook rulebook;
    private final Map<BigDecimal, BigDecimal> amounts = new TreeMap<>();

    Refigure(Offer from, Offer to, Rulebook rulebook) {
        this.from = from;
        this.to = to;
        this.rulebook = rulebook;
        pair(from.unitPrice(), to.unitPrice());
        putIfNew(from.proposedArr(), to.proposedArr());
        // The current contract does not change with the offer.
        pair(from.currentUnitPrice(), from.currentUnitPrice());
        putIfNew(from.currentArr(), from.currentArr());
        pair(from.listUnitPrice().subtract(from.unitPrice()), to.listUnitPrice().subtract(to.unitPrice()));
        pair(from.listUnitPrice(), to.listUnitPrice());
    }

    String apply(String text) {
        String refigured = withNewFigures(text);
        if (from.proposedPlan().equals(to.proposedPlan())) {
            return refigured;
        }
        String described = withNewDescription(refigured);
        // Where the old proposal was the current plan, its name may speak of either; the person says which.
        return from.proposedPlan().equals(from.currentPlan())
                ? described
                : named(from.proposedPlanName())
                        .matcher(described)
                        .replaceAll(Matcher.quoteReplacement(to.proposedPlanName()));
    }

    /** A changed plan has to be named, or the mail would speak of another one. */
    Optional<Refusal.FieldProblem> unnamedPlan(String text) {
        boolean changed = !from.proposedPlan().equals(to.proposedPlan());
        if (!changed || named(to.proposedPlanName()).matcher(text).find()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal.FieldProblem(
                "text",
                "does not name the plan that is offered, " + to.proposedPlanName(),
                "write " + to.proposedPlanName() + " where the new plan is meant"));
    }

    private String withNewFigures(String text) {
        StringBuilder result = new StringBuilder(text);
        List<Figure> figures = FigureReader.read(text, from.currency());
        for (int i = figures.size() - 1; i >= 0; i--) {
            Figure figure = figures.get(i);
            replacement(figure).ifPresent(value -> {
                String shown = text.substring(figure.numberStart(), figure.numberEnd());
                boolean amount = figure.kind() == FigureReader.Kind.AMOUNT;
                result.replace(figure.numberStart(), figure.numberEnd(), amount ? money(value, shown) : percent(value));
            });
        }
        return result.toString();
    }

    private Optional<BigDecimal> replacement(Figure figure) {
        return switch (figure.kind()) {
            case AMOUNT ->
                Optional.ofNullable(amounts.get(figure.value())).filter(value -> value.compareTo(figure.value()) != 0);
            case PERCENTAGE ->
                figure.value().compareTo(from.discountPercent()) == 0
                                && from.discountPercent().compareTo(to.discountPercent()) != 0
                        ? Optional.of(to.discountPercent())
                        : Optional.empty();
            case IN_WORDS -> Optional.empty();
        };
    }

    private String withNewDescription(String text) {
        String before =
                rulebook.plan(from.proposedPlan()).map(Plan::description).orElse("");
        String after = rulebook.plan(to.proposedPlan()).map(Plan::description).orElse("");
        return before.isBlank() || after.isBlank() ? text : text.replace(before.strip(), after.strip());
    }

    private static Pattern named(String plan) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(plan) + "(?![\\p{L}\\p{N}])");
    }

    private void pair(BigDecimal before, BigDecimal after) {
        List<BigDecimal> old = Figures.multiples(before, from);
        List<BigDecimal> now = Figures.multiples(after, to);
        for (int i = 0; i < old.size(); i++) {
            putIfNew(old.get(i), now.get(i));
        }
    }

    private void putIfNew(BigDecimal before, BigDecimal after) {
        if (before.signum() != 0) {
            amounts.putIfAbsent(before, after);
        }
    }

    /** In the manner of what it replaces: decimals and thousands as there, cents where there are any. */
    private static String money(BigDecimal value, String manner) {
        int point = manner.lastIndexOf('.');
        int decimals = point >= 0 && manner.length() - point - 1 <= 2 ? manner.length() - point - 1 : 0;
        BigDecimal plain = value.stripTrailingZeros();
        int digits = Math.max(decimals, plain.scale() > 0 ? Math.max(2, plain.scale()) : 0);
        DecimalFormat format = new DecimalFormat(isUngrouped(manner) ? "0" : "#,##0", ENGLISH);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(value);
    }

    private static boolean isUngrouped(String manner) {
        return manner.matches("\\d{4,}.*");
    }

    private static String percent(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }
}
