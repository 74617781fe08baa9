package io.renewals.e2e.product;

import io.renewals.events.Evidence;
import io.renewals.events.Outcome;
import io.renewals.events.OutcomeReported;
import io.renewals.events.SignalReported;
import io.renewals.events.Terms;
import io.renewals.events.TermsReported;
import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Another company's system that publishes what it knows onto the public topics. */
public final class Outside {
    private static final String SOURCE = "urn:test:crm";

    private final TestTopics topics;

    Outside(Product product) {
        this.topics = product.topics(SOURCE);
    }

    public TestTopics topics() {
        return topics;
    }

    /** Terms and every signal of a customer. */
    public void report(Customer customer) {
        reportTerms(customer, customer.terms());
        customer.evidence().forEach(evidence -> reportSignal(customer, evidence));
    }

    public void reportTerms(Customer customer, Terms terms) {
        topics.publish(
                Topics.TERMS_REPORTED,
                customer.key(),
                TermsReported.newBuilder()
                        .setTenant(customer.tenant())
                        .setAccount(customer.account())
                        .setTerms(terms)
                        .setObservedAt(now())
                        .setSourceId("crm:deal:" + customer.account())
                        .build());
    }

    public void reportSignal(Customer customer, Evidence signal) {
        topics.publish(
                Topics.SIGNAL_REPORTED,
                customer.key(),
                SignalReported.newBuilder()
                        .setTenant(customer.tenant())
                        .setAccount(customer.account())
                        .setSignal(signal)
                        .build());
    }

    public void reportOutcome(Customer customer, Outcome outcome, LocalDate effective) {
        topics.publish(
                Topics.OUTCOME_REPORTED,
                customer.key(),
                OutcomeReported.newBuilder()
                        .setTenant(customer.tenant())
                        .setAccount(customer.account())
                        .setOutcome(outcome)
                        .setEffectiveDate(effective)
                        .setObservedAt(now())
                        .setSourceId("crm:outcome:" + customer.account())
                        .build());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
