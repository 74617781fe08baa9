package io.renewals.rulebookfeed;

import io.renewals.events.Terms;
import io.renewals.messaging.Poison;
import io.renewals.rulebook.Ask;
import io.renewals.rulebook.BillingPeriod;
import io.renewals.rulebook.Evidence;
import io.renewals.rulebook.Play;
import io.renewals.rulebook.Rulebook;
import java.util.Currency;
import java.util.List;

/** Events' shapes as the rulebook's types, and back. Values an enum's reader does not know are {@link Poison}. */
public final class EventRules {
    private EventRules() {}

    public static BillingPeriod period(io.renewals.events.BillingPeriod period) {
        return switch (period) {
            case MONTHLY -> BillingPeriod.MONTHLY;
            case QUARTERLY -> BillingPeriod.QUARTERLY;
            case ANNUAL -> BillingPeriod.ANNUAL;
            case UNKNOWN -> throw new Poison("billing period is not one this service knows");
        };
    }

    public static io.renewals.events.Play play(Play play) {
        return switch (play) {
            case UPGRADE -> io.renewals.events.Play.UPGRADE;
            case LOYALTY -> io.renewals.events.Play.LOYALTY;
            case RIGHT_SIZE -> io.renewals.events.Play.RIGHT_SIZE;
        };
    }

    public static Play play(io.renewals.events.Play play) {
        return switch (play) {
            case UPGRADE -> Play.UPGRADE;
            case LOYALTY -> Play.LOYALTY;
            case RIGHT_SIZE -> Play.RIGHT_SIZE;
            case UNKNOWN -> throw new Poison("play is not one this service knows");
        };
    }

    /** @throws Poison for a code that is no currency */
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new Poison("currency '" + code + "' is not an ISO 4217 code", e);
        }
    }

    /** The account's tier; where the terms name none, the rulebook's first. */
    public static String tier(Terms terms, Rulebook rulebook) {
        return terms.getTier() == null ? rulebook.tiers().getFirst().id() : terms.getTier();
    }

    /** What an offer asks of the limits: its discount and its price, as they stand on it. */
    public static Ask ask(io.renewals.events.Offer offer) {
        return Ask.offered(
                offer.getProposedPlan(),
                offer.getTier(),
                period(offer.getBillingPeriod()),
                offer.getQuantity(),
                currency(offer.getCurrency()),
                offer.getDiscountPercent(),
                offer.getUnitPrice());
    }

    /** Kinds this reader does not know are left out: they speak to no factor. */
    public static List<Evidence> evidence(List<io.renewals.events.Evidence> evidence) {
        return evidence.stream()
                .filter(each -> each.getKind() != io.renewals.events.EvidenceKind.UNKNOWN)
                .map(each -> new Evidence(
                        each.getSourceId(),
                        Evidence.Kind.valueOf(each.getKind().name()),
                        each.getMetric(),
                        each.getValue(),
                        each.getText(),
                        each.getObservedAt()))
                .toList();
    }
}
