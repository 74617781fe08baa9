package io.renewals.e2e.product;

import io.renewals.events.BillingPeriod;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One account of a test's own, as other systems know it. A plain one, on Acme's Pro plan in tier Mid-market and price-sensitive, is
 * offered the loyalty play: 10% off 49.00.
 */
public final class Customer {
    private final String tenant;
    private final String account;
    private final Terms terms;
    private final Map<String, BigDecimal> numbers = new HashMap<>();

    private Customer(String tenant, String account, Terms terms) {
        this.tenant = tenant;
        this.account = account;
        this.terms = terms;
    }

    /** @param account unique in the product of the test, for example {@code gates-undo} */
    public static Customer ofAcme(String account) {
        Terms terms = terms(account, "pro", "mid", "49.00", "USD");
        return new Customer("acme", account, terms).loyal();
    }

    /** On Globex' Basic plan in tier Standard: loyalty at 3% off 25.00. */
    public static Customer ofGlobex(String account) {
        Terms terms = terms(account, "basic", "standard", "25.00", "EUR");
        return new Customer("globex", account, terms).loyal();
    }

    private static Terms terms(String account, String plan, String tier, String price, String currency) {
        return Terms.newBuilder()
                .setAccountName(nameOf(account))
                .setPlan(plan)
                .setTier(tier)
                .setQuantity(20)
                .setUnitPrice(money(price))
                .setCurrency(currency)
                .setBillingPeriod(BillingPeriod.MONTHLY)
                .setTermMonths(12)
                .setRenewalDate(Books.DAY.plusDays(40))
                .setNoticePeriodDays(20)
                .setContactName("Robin Field")
                .setContactEmail("robin@" + account + ".example")
                .build();
    }

    private Customer loyal() {
        return with("utilisation", "55").with("price_sensitive", "0.7").with("days_late", "1");
    }

    /** @param plan of the rulebook @param unitPrice what it costs now, for a seat and month */
    public Customer onPlan(String plan, String unitPrice) {
        terms.setPlan(plan);
        terms.setUnitPrice(money(unitPrice));
        return this;
    }

    public Customer tier(String tier) {
        terms.setTier(tier);
        return this;
    }

    /** The account's own owner; without one the tier's. */
    public Customer ownedBy(String email) {
        terms.setOwnerEmail(email);
        return this;
    }

    public Customer renewsOn(LocalDate date) {
        terms.setRenewalDate(date);
        return this;
    }

    public Customer quantity(int seats) {
        terms.setQuantity(seats);
        return this;
    }

    /** One observation; replaces another of the same metric. */
    public Customer with(String metric, String value) {
        numbers.put(metric, new BigDecimal(value).setScale(4, RoundingMode.UNNECESSARY));
        return this;
    }

    public String tenant() {
        return tenant;
    }

    public String account() {
        return account;
    }

    public String name() {
        return terms.getAccountName();
    }

    /** Where its offer goes. */
    public String contactEmail() {
        return terms.getContactEmail();
    }

    /** {@code tenant/account} */
    public String key() {
        return tenant + "/" + account;
    }

    public Terms terms() {
        return Terms.newBuilder(terms).build();
    }

    /** What was observed of it. */
    public List<Evidence> evidence() {
        Instant observed = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        List<Evidence> evidence = new ArrayList<>();
        numbers.forEach((metric, value) -> evidence.add(Evidence.newBuilder()
                .setSourceId("test:" + metric + ":" + account)
                .setKind(kindOf(metric))
                .setMetric(metric)
                .setValue(value)
                .setObservedAt(observed)
                .build()));
        return evidence;
    }

    private static EvidenceKind kindOf(String metric) {
        return switch (metric) {
            case "utilisation", "trend" -> EvidenceKind.USAGE;
            case "days_late", "failed_payment", "dispute_open" -> EvidenceKind.BILLING;
            case "price_sensitive", "deal_stale_days" -> EvidenceKind.CRM;
            case "sentiment", "open_severe_case" -> EvidenceKind.SUPPORT;
            default -> throw new IllegalArgumentException("no metric " + metric);
        };
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount).setScale(4, RoundingMode.UNNECESSARY);
    }

    /** {@code gates-undo} becomes {@code Gates Undo}. */
    private static String nameOf(String account) {
        StringBuilder name = new StringBuilder();
        for (String word : account.split("-")) {
            name.append(name.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word.substring(1));
        }
        return name.toString();
    }
}
