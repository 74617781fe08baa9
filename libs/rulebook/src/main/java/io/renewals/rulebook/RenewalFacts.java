package io.renewals.rulebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All a decision knows about one account: what the registry sends with the daily check.
 *
 * @param unitPrice what the customer pays now, per unit per billing period, as reported (not rounded)
 * @param noticePeriodDays from the terms; empty means the rulebook's default
 * @param ownerEmail the account's own owner; empty means the tier's
 * @param lastOffered when this account last got an offer, in any cycle
 * @param suppression why the account's record says to leave it alone; empty when it does not
 * @param evidence in any order
 */
public record RenewalFacts(
        String tenant,
        String accountId,
        String accountName,
        String planId,
        String tierId,
        int quantity,
        BillingPeriod billingPeriod,
        BigDecimal unitPrice,
        Currency currency,
        LocalDate renewalDate,
        OptionalInt noticePeriodDays,
        boolean autoRenew,
        Optional<String> ownerEmail,
        List<PastPrice> priceHistory,
        Optional<LocalDate> lastOffered,
        CycleStatus cycleStatus,
        Optional<String> suppression,
        List<Evidence> evidence) {
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.TEN.pow(15);

    /** A unit price and the day from which it held. */
    public record PastPrice(LocalDate from, BigDecimal unitPrice) {
        public PastPrice {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(unitPrice, "unitPrice");
        }
    }

    public RenewalFacts {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(accountName, "accountName");
        Objects.requireNonNull(planId, "planId");
        Objects.requireNonNull(tierId, "tierId");
        Objects.requireNonNull(billingPeriod, "billingPeriod");
        Objects.requireNonNull(unitPrice, "unitPrice");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(renewalDate, "renewalDate");
        Objects.requireNonNull(noticePeriodDays, "noticePeriodDays");
        Objects.requireNonNull(ownerEmail, "ownerEmail");
        priceHistory = List.copyOf(priceHistory);
        Objects.requireNonNull(lastOffered, "lastOffered");
        Objects.requireNonNull(cycleStatus, "cycleStatus");
        Objects.requireNonNull(suppression, "suppression");
        evidence = List.copyOf(evidence);
    }

    /**
     * Whether quantity, price, dates and notice are in the range of a real contract. Outside it nothing here can be
     * calculated with, and the decision is no offer.
     */
    public boolean isPriceable() {
        return quantity >= 1
                && unitPrice.signum() >= 0
                && Money.isReasonable(unitPrice)
                && unitPrice.compareTo(HIGHEST_PRICE) < 0
                && renewalDate.getYear() >= 1900
                && renewalDate.getYear() <= 9999
                && noticePeriodDays.orElse(0) >= 0
                && noticePeriodDays.orElse(0) <= 3660;
    }

    /** What the account is worth a year at its present price. Only for {@linkplain #isPriceable priceable} terms. */
    public Money arr() {
        return Prices.arr(unitPrice, quantity, billingPeriod, currency);
    }
}
