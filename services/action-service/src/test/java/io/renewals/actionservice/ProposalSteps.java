package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.as;
import static org.awaitility.Awaitility.await;

import io.renewals.events.AccountChanged;
import io.renewals.events.AccountProposed;
import io.renewals.events.Lane;
import io.renewals.events.ProposalActioned;
import io.renewals.events.Terms;
import io.renewals.schemas.Topics;
import io.renewals.stack.TestTopics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What tests do with proposals to acme. */
final class ProposalSteps {
    static final LocalDate KNOWN = LocalDate.now().plusDays(60);
    static final LocalDate MOVED = LocalDate.now().plusDays(75);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestTopics topics;

    ProposalSteps(TestTopics topics) {
        this.topics = topics;
    }

    void propose(String account, String id, LocalDate day) {
        publish(proposed(account, id, day));
    }

    void publish(AccountProposed event) {
        topics.publish(
                Topics.ACCOUNT_PROPOSED,
                "acme/" + event.getAccount(),
                event,
                Map.of("ce_id", "event-" + event.getProposalId()));
        await().atMost(PATIENCE)
                .until(() -> as("maria")
                                .get("/api/proposals/" + event.getProposalId())
                                .statusCode()
                        == 200);
    }

    /** @param id of the event that says so */
    void takeBack(String account, String id, String proposal) {
        AccountProposed event = proposed(account, id, KNOWN);
        event.setWithdraws(proposal);
        topics.publish(Topics.ACCOUNT_PROPOSED, "acme/" + account, event, Map.of("ce_id", "event-" + id));
    }

    static AccountProposed proposed(String account, String id, LocalDate day) {
        Terms known = terms(account, KNOWN);
        return AccountProposed.newBuilder()
                .setTenant("acme")
                .setAccount(account)
                .setCorrelationId("corr-" + id)
                .setCausationId(id)
                .setProposalId(id)
                .setLane(Lane.CALENDAR)
                .setOrigin("calendar mine.ics, line 4")
                .setTerms(terms(account, day))
                .setConfidence(new BigDecimal("0.9000"))
                .setFields(List.of("renewalDate"))
                .setKnown(known)
                .setAccountVersion(3)
                .build();
    }

    static Terms terms(String account, LocalDate day) {
        Terms terms = Drafts.changed("acme", account, 1).getTerms();
        terms.setRenewalDate(day);
        return terms;
    }

    void change(String account, long version, LocalDate day) {
        AccountChanged changed = Drafts.changed("acme", account, version);
        changed.getTerms().setRenewalDate(day);
        topics.publish(Topics.ACCOUNT_CHANGED, "acme/" + account, changed);
    }

    static String sha256(String id) {
        return as("maria").get("/api/proposals/" + id).jsonPath().getString("sha256");
    }

    static void awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .until(() -> status.equals(
                        as("maria").get("/api/proposals/" + id).jsonPath().getString("status")));
    }

    ProposalActioned told(String id) {
        return topics.awaitOne(Topics.PROPOSAL_ACTIONED, ProposalActioned.class, seen -> seen.value()
                        .getProposalId()
                        .equals(id))
                .value();
    }
}
