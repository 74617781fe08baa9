package io.renewals.simulation;

import io.renewals.events.BillingPeriod;
import io.renewals.events.Evidence;
import io.renewals.events.EvidenceKind;
import io.renewals.events.Outcome;
import io.renewals.events.OutcomeReported;
import io.renewals.events.SignalReported;
import io.renewals.events.Terms;
import io.renewals.events.TermsReported;
import io.renewals.schemas.Topics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The customers, and what happens to them in a quarter: contracts, signals, changes under drafts, cases, outcomes. */
final class Customers {
    private static final Map<String, Integer> LIST_PRICE =
            Map.of("starter", 19, "pro", 49, "business", 89, "enterprise", 149);
    private static final List<String> PLANS = List.of("starter", "pro", "pro", "business", "business", "enterprise");
    private static final List<String> TIERS = List.of("small", "small", "mid", "mid", "enterprise", "partner");
    private static final int CLOCK_SKEW_S = 60;

    private final Random random;
    private final Agenda agenda;
    private final OtherSystems crm;
    private final Reported reported;
    private final LocalDate end;
    private final Map<String, Terms> terms = new java.util.TreeMap<>();
    private int facts;

    /** @param reported hears of everything that is said @param end nothing happens from this day on */
    Customers(Random random, Agenda agenda, OtherSystems crm, Reported reported, LocalDate end) {
        this.random = random;
        this.agenda = agenda;
        this.crm = crm;
        this.reported = reported;
        this.end = end;
    }

    static String id(int number) {
        return "customer-%03d".formatted(number);
    }

    int known() {
        return terms.size();
    }

    /** Notes all that will happen to so many customers. */
    void live(int accounts) {
        for (int number = 0; number < accounts; number++) {
            String id = id(number);
            Terms contract = contract(number, accounts);
            agenda.at(moment(Cast.FIRST_DAY, 0, 3), "terms of " + id, () -> report(id, contract));
            firstSignals(id);
            changes(id);
            cases(id, contract);
            outcome(id, contract);
        }
    }

    private Terms contract(int number, int accounts) {
        String plan = PLANS.get(random.nextInt(PLANS.size()));
        BillingPeriod period = List.of(BillingPeriod.MONTHLY, BillingPeriod.QUARTERLY, BillingPeriod.ANNUAL)
                .get(random.nextInt(3));
        Cast.Person owner = Cast.PEOPLE.get(random.nextInt(Cast.PEOPLE.size() - 1));
        boolean named = random.nextInt(4) > 0;
        return Terms.newBuilder()
                .setAccountName("Customer " + number + (random.nextInt(10) == 0 ? " <!channel> & *Söhne*" : " Ltd"))
                .setPlan(plan)
                .setTier(TIERS.get(random.nextInt(TIERS.size())))
                .setQuantity(5 + random.nextInt(200))
                .setUnitPrice(price(plan, period))
                .setCurrency("USD")
                .setBillingPeriod(period)
                .setTermMonths(12)
                .setRenewalDate(renewal(number, accounts))
                .setNoticePeriodDays(List.of(30, 45, 60).get(random.nextInt(3)))
                .setAutoRenew(random.nextInt(10) < 6)
                .setContactName(random.nextInt(8) == 0 ? null : "Pat Buyer")
                .setContactEmail("buyer-" + number + "@customer.example")
                .setOwnerEmail(named ? owner.email() : null)
                .build();
    }

    /** From early on to some weeks after the end, for offers go out that long ahead. */
    private LocalDate renewal(int number, int accounts) {
        long days = ChronoUnit.DAYS.between(Cast.FIRST_DAY, end) + 40;
        return Cast.FIRST_DAY.plusDays(12 + number * days / accounts);
    }

    private BigDecimal price(String plan, BillingPeriod period) {
        int months = period == BillingPeriod.MONTHLY ? 1 : period == BillingPeriod.QUARTERLY ? 3 : 12;
        return BigDecimal.valueOf(LIST_PRICE.get(plan) * months)
                .multiply(BigDecimal.valueOf(90 + random.nextInt(11), 2))
                .setScale(4, RoundingMode.HALF_EVEN);
    }

    private void firstSignals(String id) {
        int used = random.nextInt(10) < 5 ? 86 + random.nextInt(14) : 10 + random.nextInt(60);
        signal(id, Cast.FIRST_DAY, EvidenceKind.USAGE, "utilisation", used, null);
        signal(id, Cast.FIRST_DAY, EvidenceKind.USAGE, "trend", random.nextInt(80) - 40, null);
        signal(id, Cast.FIRST_DAY, EvidenceKind.BILLING, "days_late", random.nextInt(25), null);
        if (random.nextInt(10) < 4) {
            signal(id, Cast.FIRST_DAY, EvidenceKind.CRM, "price_sensitive", 1, null);
        }
        String champion = List.of("active", "quiet", "left").get(random.nextInt(3));
        signal(id, Cast.FIRST_DAY, EvidenceKind.CRM, "champion", null, champion);
    }

    private void changes(String id) {
        for (int i = random.nextInt(4); i > 0; i--) {
            signal(id, someDay(), EvidenceKind.USAGE, "utilisation", 5 + random.nextInt(95), null);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int kind = random.nextInt(5);
            agenda.at(moment(someDay(), 0, 24), "change of " + id, () -> change(id, kind));
        }
        if (random.nextInt(10) == 0) {
            // An older report that comes late changes nothing.
            agenda.at(moment(someDay(), 0, 24), "late report of " + id, () -> reportAgain(id));
        }
    }

    private void change(String id, int kind) {
        Terms known = terms.get(id);
        if (known == null) {
            return;
        }
        Terms.Builder changed = Terms.newBuilder(known);
        switch (kind) {
            case 0 -> changed.setQuantity(known.getQuantity() + 1 + random.nextInt(20));
            case 1 -> changed.setContactEmail("new-" + known.getContactEmail());
            case 2 -> changed.setRenewalDate(known.getRenewalDate().plusDays(random.nextInt(21) - 7));
            case 3 -> changed.setTier(TIERS.get(random.nextInt(TIERS.size())));
            default ->
                changed.setOwnerEmail(
                        Cast.PEOPLE.get(random.nextInt(Cast.PEOPLE.size() - 1)).email());
        }
        report(id, changed.build());
    }

    /** Some have one on any day, more while their renewal is before its owner; a few are never closed. */
    private void cases(String id, Terms contract) {
        int dice = random.nextInt(100);
        if (dice >= 45) {
            return;
        }
        LocalDate beforeRenewal = contract.getRenewalDate().minusDays(14 + random.nextInt(60));
        LocalDate opened = dice < 10 || !beforeRenewal.isAfter(Cast.FIRST_DAY) ? someDay() : beforeRenewal;
        EvidenceKind kind = dice % 3 > 0 ? EvidenceKind.SUPPORT : EvidenceKind.BILLING;
        String metric = kind == EvidenceKind.SUPPORT ? "open_severe_case" : "dispute_open";
        signal(id, opened, kind, metric, 1, null);
        if (dice > 2) {
            signal(id, opened.plusDays(1 + random.nextInt(12)), kind, metric, 0, null);
        }
    }

    /** A case opens today for somebody whose card is before its owner, and is closed some days later. */
    void caseOpens(String id, LocalDate today) {
        boolean support = random.nextInt(3) > 0;
        EvidenceKind kind = support ? EvidenceKind.SUPPORT : EvidenceKind.BILLING;
        String metric = support ? "open_severe_case" : "dispute_open";
        observe(id, kind, metric, 1, null);
        signal(id, today.plusDays(1 + random.nextInt(10)), kind, metric, 0, null);
    }

    /** What a draft rests on changes today: seats, contact, dates, tier or owner. */
    void factChanges(String id, LocalDate today) {
        change(id, random.nextInt(5));
    }

    private void outcome(String id, Terms contract) {
        int dice = random.nextInt(10);
        if (dice >= 7) {
            return; // nobody says: it lapses
        }
        LocalDate day = contract.getRenewalDate().plusDays(random.nextInt(12) - 8);
        Outcome outcome = dice < 5 ? Outcome.RENEWED : Outcome.CHURNED;
        agenda.at(moment(day, 8, 20), "outcome of " + id, () -> {
            LocalDate next =
                    outcome == Outcome.RENEWED ? terms.get(id).getRenewalDate().plusYears(1) : null;
            crm.publish(
                    Topics.OUTCOME_REPORTED,
                    OutcomeReported.newBuilder()
                            .setTenant(Product.TENANT)
                            .setAccount(id)
                            .setOutcome(outcome)
                            .setEffectiveDate(day)
                            .setNextRenewalDate(next)
                            .setObservedAt(crm.now())
                            .setSourceId("crm:deal:" + ++facts)
                            .build());
            if (next != null) {
                terms.put(
                        id, Terms.newBuilder(terms.get(id)).setRenewalDate(next).build());
                reported.renewsOn(id, next);
            }
        });
    }

    private void report(String id, Terms changed) {
        terms.put(id, changed);
        reported.terms(id, changed);
        publish(id, changed, crm.now());
    }

    private void reportAgain(String id) {
        Terms known = terms.get(id);
        if (known != null) {
            Terms old = Terms.newBuilder(known)
                    .setQuantity(known.getQuantity() + 1_000)
                    .build();
            publish(
                    id,
                    old,
                    Cast.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC).minus(Duration.ofDays(3)));
        }
    }

    private void publish(String id, Terms told, Instant observedAt) {
        crm.publish(
                Topics.TERMS_REPORTED,
                TermsReported.newBuilder()
                        .setTenant(Product.TENANT)
                        .setAccount(id)
                        .setTerms(told)
                        .setObservedAt(observedAt)
                        .setSourceId("crm:contract:" + ++facts)
                        .build());
    }

    private void signal(String id, LocalDate day, EvidenceKind kind, String metric, Integer value, String word) {
        agenda.at(moment(day, 0, 24), metric + " of " + id, () -> observe(id, kind, metric, value, word));
    }

    private void observe(String id, EvidenceKind kind, String metric, Integer value, String word) {
        switch (metric) {
            case "open_severe_case" -> reported.severeCase(id, value > 0);
            case "dispute_open" -> reported.dispute(id, value > 0);
            default -> {
                // Nothing that holds an offer back.
            }
        }
        crm.publish(
                Topics.SIGNAL_REPORTED,
                SignalReported.newBuilder()
                        .setTenant(Product.TENANT)
                        .setAccount(id)
                        .setSignal(Evidence.newBuilder()
                                .setSourceId(kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + ++facts)
                                .setKind(kind)
                                .setMetric(metric)
                                .setValue(
                                        value == null
                                                ? null
                                                : BigDecimal.valueOf(value).setScale(4))
                                .setText(word)
                                .setObservedAt(crm.now())
                                .build())
                        .build());
    }

    private LocalDate someDay() {
        return Cast.FIRST_DAY.plusDays(1 + random.nextInt((int) ChronoUnit.DAYS.between(Cast.FIRST_DAY, end) - 2));
    }

    /** A second of that day, UTC, between two hours. */
    private Instant moment(LocalDate day, int fromHour, int toHour) {
        int second = random.nextInt((toHour - fromHour) * 3_600 - CLOCK_SKEW_S) + CLOCK_SKEW_S;
        return day.atTime(LocalTime.of(fromHour, 0)).toInstant(ZoneOffset.UTC).plusSeconds(second);
    }
}
