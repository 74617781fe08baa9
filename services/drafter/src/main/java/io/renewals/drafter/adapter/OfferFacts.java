package io.renewals.drafter.adapter;

import io.renewals.drafter.domain.Facts;
import io.renewals.events.Evidence;
import io.renewals.events.Offer;
import io.renewals.events.OfferDecided;
import io.renewals.events.Terms;
import io.renewals.rulebook.OwnerResolution;
import io.renewals.rulebook.Placeholder;
import io.renewals.rulebook.Plan;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebookfeed.EventRules;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures, dates and names of a decided offer, as the mail says them. */
public final class OfferFacts {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

    private OfferFacts() {}

    public static Facts of(OfferDecided decided, Rulebook rulebook) {
        Terms terms = decided.getTerms();
        Offer offer = decided.getOffer();
        Map<Placeholder, String> texts = new EnumMap<>(Placeholder.class);
        texts.put(Placeholder.ACCOUNT_NAME, terms.getAccountName());
        texts.put(
                Placeholder.CONTACT_NAME,
                Optional.ofNullable(terms.getContactName())
                        .filter(name -> !name.isBlank())
                        .orElse("there"));
        texts.put(Placeholder.OWNER_NAME, owner(decided, rulebook));
        texts.put(Placeholder.CURRENT_PLAN, offer.getCurrentPlanName());
        texts.put(Placeholder.OFFER_PLAN, offer.getProposedPlanName());
        rulebook.plan(offer.getProposedPlan())
                .map(Plan::description)
                .filter(text -> !text.isBlank())
                .ifPresent(text -> texts.put(Placeholder.OFFER_PLAN_DESCRIPTION, text));
        if (offer.getDiscountPercent().signum() > 0) {
            texts.put(Placeholder.DISCOUNT, percent(offer.getDiscountPercent()));
        }
        texts.put(Placeholder.UNIT_PRICE, money(offer.getUnitPrice(), offer.getCurrency()));
        texts.put(Placeholder.LIST_PRICE, money(offer.getListUnitPrice(), offer.getCurrency()));
        texts.put(Placeholder.CURRENT_PRICE, money(offer.getCurrentUnitPrice(), offer.getCurrency()));
        texts.put(
                Placeholder.TOTAL_PRICE,
                money(offer.getUnitPrice().multiply(BigDecimal.valueOf(offer.getQuantity())), offer.getCurrency()));
        texts.put(Placeholder.QUANTITY, String.valueOf(offer.getQuantity()));
        texts.put(Placeholder.BILLING_PERIOD, period(offer));
        texts.put(Placeholder.RENEWAL_DATE, DAY.format(terms.getRenewalDate()));
        if (terms.getAutoRenew()) {
            texts.put(Placeholder.NOTICE_DEADLINE, DAY.format(decided.getNoticeDeadline()));
        }
        utilisation(decided).ifPresent(used -> texts.put(Placeholder.UTILISATION, percent(used)));
        return new Facts(texts);
    }

    private static String owner(OfferDecided decided, Rulebook rulebook) {
        return OwnerResolution.resolve(
                        rulebook,
                        Optional.ofNullable(decided.getTerms().getOwnerEmail()),
                        decided.getOffer().getTier(),
                        decided.getBusinessDate())
                .owner()
                .name();
    }

    private static Optional<BigDecimal> utilisation(OfferDecided decided) {
        return decided.getEvidence().stream()
                .filter(each -> each.getMetric().equals("utilisation") && each.getValue() != null)
                .max(Comparator.comparing(Evidence::getObservedAt))
                .map(Evidence::getValue);
    }

    private static String period(Offer offer) {
        return switch (EventRules.period(offer.getBillingPeriod())) {
            case MONTHLY -> "month";
            case QUARTERLY -> "quarter";
            case ANNUAL -> "year";
        };
    }

    private static String money(BigDecimal amount, String currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
        Currency unit = EventRules.currency(currency);
        format.setCurrency(unit);
        format.setMinimumFractionDigits(unit.getDefaultFractionDigits());
        format.setMaximumFractionDigits(4);
        return format.format(amount);
    }

    private static String percent(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + "%";
    }
}
