package io.renewals.actionservice.domain;

import io.renewals.actionservice.domain.FigureReader.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The amounts and percentages that a mail about an offer may name: those that follow from the offer, and those the draft named that
 * never were a figure of the offer (a usage percentage, say). Everything else is foreign.
 */
final class Figures {
    private final String currency;
    private final Set<BigDecimal> amounts = new TreeSet<>();
    private final Set<BigDecimal> percentages = new TreeSet<>();
    private final Set<String> phrases = new HashSet<>();

    private Figures(String currency) {
        this.currency = currency;
    }

    /** @param drafted what the system proposed @param offer as it stands now */
    static Figures of(Content drafted, Offer offer) {
        Figures figures = new Figures(offer.currency());
        figures.amounts.addAll(amountsOf(offer));
        figures.percentages.add(offer.discountPercent());
        Set<BigDecimal> draftedAmounts = new TreeSet<>(amountsOf(drafted.offer()));
        String words = drafted.message().subject() + "\n" + drafted.message().textBody();
        for (Figure figure : FigureReader.read(words, offer.currency())) {
            switch (figure.kind()) {
                case AMOUNT -> {
                    if (!draftedAmounts.contains(figure.value())) {
                        figures.amounts.add(figure.value());
                    }
                }
                case PERCENTAGE -> {
                    if (figure.value().compareTo(drafted.offer().discountPercent()) != 0) {
                        figures.percentages.add(figure.value());
                    }
                }
                case IN_WORDS -> figures.phrases.add(figure.shown().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return figures;
    }

    /** The figures in the text that are not the offer's own, as they stand there, each once. */
    List<String> foreignIn(String text) {
        Set<String> foreign = new LinkedHashSet<>();
        for (Figure figure : FigureReader.read(text, currency)) {
            boolean own =
                    switch (figure.kind()) {
                        case AMOUNT -> amounts.contains(figure.value());
                        case PERCENTAGE -> percentages.contains(figure.value());
                        case IN_WORDS -> phrases.contains(figure.shown().toLowerCase(java.util.Locale.ROOT));
                    };
            if (!own) {
                foreign.add(figure.shown());
            }
        }
        return new ArrayList<>(foreign);
    }

    private static List<BigDecimal> amountsOf(Offer offer) {
        List<BigDecimal> amounts = new ArrayList<>();
        for (BigDecimal price : List.of(
                offer.unitPrice(),
                offer.listUnitPrice(),
                offer.currentUnitPrice(),
                offer.listUnitPrice().subtract(offer.unitPrice()))) {
            amounts.addAll(multiples(price, offer));
        }
        amounts.add(offer.currentArr());
        amounts.add(offer.proposedArr());
        return amounts;
    }

    /** A unit price as mails name it: for one or all units, for the period or for the year, always in this order. */
    static List<BigDecimal> multiples(BigDecimal unitPrice, Offer offer) {
        BigDecimal units = BigDecimal.valueOf(offer.quantity());
        BigDecimal periods = BigDecimal.valueOf(offer.billingPeriod().perYear());
        return List.of(
                unitPrice,
                unitPrice.multiply(units),
                unitPrice.multiply(units).multiply(periods),
                unitPrice.multiply(periods));
    }
}
