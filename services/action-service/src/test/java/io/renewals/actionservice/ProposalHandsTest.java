package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountChanged;
import io.renewals.events.AccountProposed;
import io.renewals.events.Lane;
import io.renewals.events.ProposalActioned;
import io.renewals.events.Terms;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proposals as people and programs decide them. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class ProposalHandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LocalDate KNOWN = LocalDate.now().plusDays(60);
    private static final LocalDate MOVED = LocalDate.now().plusDays(75);

    TestTopics topics;
    Database database;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    Rulebooks rulebooks;

    @BeforeEach
    void rules() {
        mailPath.passOnTo(mail.port());
        new HttpSteps(topics).publishRules(rulebooks);
    }

    @Test
    void aProposalIsListedWithOldAndNewAndAcceptedOnce() {
        propose("yes", "y1", MOVED);
        WebPerson maria = WebPerson.signedIn("maria");
        assertThat(maria.read("/proposals")).contains("Bayside yes", "Calendar", "90%", "calendar mine.ics, line 4");
        assertThat(maria.read("/proposals/y1")).contains("Accept with changes", "Renews on", "Maria");

        Response accepted = maria.post("/proposals/y1/accept", "sha256", sha256("y1"));
        Response again = WebPerson.signedIn("tom").post("/proposals/y1/accept", "sha256", "whatever");

        assertThat(maria.told(accepted)).contains("Accepted").contains("Accepted by Maria");
        assertThat(again.statusCode()).isEqualTo(303);
        as("tom")
                .body(Map.of("sha256", "x"))
                .post("/api/proposals/y1/accept")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:renewals:already-decided"))
                .body("detail", containsString("Already accepted by Maria"));
        ProposalActioned told = told("y1");
        assertThat(told.getAccepted()).isTrue();
        assertThat(told.getActor()).isEqualTo("maria@acme.example");
        assertThat(told.getTerms().getRenewalDate()).isEqualTo(MOVED);
        assertThat(told.getTerms().getQuantity()).isEqualTo(40);
        assertThat(told.getLane()).isEqualTo(Lane.CALENDAR);
        assertThat(told.getOrigin()).isEqualTo("calendar mine.ics, line 4");
        assertThat(told.getCorrelationId()).isEqualTo("corr-y1");
        assertThat(topics.all(Topics.PROPOSAL_ACTIONED, ProposalActioned.class).stream()
                        .filter(seen -> seen.value().getProposalId().equals("y1")))
                .hasSize(1);
    }

    @Test
    void acceptedWithChangesTellsTheChangedTermsAndRefusesBadOnesAtTheirField() {
        propose("edit", "e1", MOVED);
        WebPerson maria = WebPerson.signedIn("maria");

        Response bad = edit(maria, "e1", MOVED.toString(), "0", "40", "pro");
        Response good = edit(maria, "e1", MOVED.plusDays(3).toString(), "52.50", "44", "business");

        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.asString())
                .contains("Is no price")
                .contains("value=\"0\"")
                .contains("id=\"unitPrice-error\"");
        assertThat(maria.told(good)).contains("with changes");
        Terms terms = told("e1").getTerms();
        assertThat(terms.getRenewalDate()).isEqualTo(MOVED.plusDays(3));
        assertThat(terms.getUnitPrice()).isEqualByComparingTo("52.50");
        assertThat(terms.getQuantity()).isEqualTo(44);
        assertThat(terms.getPlan()).isEqualTo("business");
        assertThat(terms.getContactEmail()).isEqualTo("sam@edit.example");
    }

    @Test
    void aRefusalIsToldWithItsReason() {
        propose("no", "n1", MOVED);

        as("maria")
                .body(Map.of("reason", " "))
                .post("/api/proposals/n1/refuse")
                .then()
                .statusCode(422);
        as("maria")
                .body(Map.of("reason", "they signed for longer"))
                .post("/api/proposals/n1/refuse")
                .then()
                .statusCode(200)
                .body("status", equalTo("refused"))
                .body("decidedBy.email", equalTo("maria@acme.example"));

        ProposalActioned told = told("n1");
        assertThat(told.getAccepted()).isFalse();
        assertThat(told.getTerms()).isNull();
        assertThat(told.getReason()).isEqualTo("they signed for longer");
        assertThat(WebPerson.signedIn("maria").read("/proposals?status=refused"))
                .contains("Bayside no");
    }

    @Test
    void aNewerProposalTakesThePlaceOfTheOneBefore() {
        propose("newer", "w1", MOVED);
        propose("newer", "w2", MOVED.plusDays(9));

        awaitStatus("w1", "superseded");
        as("maria").get("/api/proposals/w1").then().body("replacedBy", equalTo("w2"));
        as("maria")
                .body(Map.of("sha256", "x"))
                .post("/api/proposals/w1/accept")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:renewals:outdated"));
        assertThat(as("maria").get("/api/proposals?account=newer").jsonPath().getList("proposals.id"))
                .isEqualTo(List.of("w2"));
    }

    @Test
    void aProposalThatHasComeTrueIsStale() {
        propose("true", "t1", MOVED);

        change("true", 5, MOVED);

        awaitStatus("t1", "stale");
        propose("true", "t2", MOVED);
        awaitStatus("t2", "stale");
    }

    @Test
    void afterAChangeOfWhatWasShownItIsToBeLookedAtAgain() {
        propose("since", "s1", MOVED);
        String shown = sha256("s1");
        change("since", 5, KNOWN.plusDays(1));
        await().atMost(PATIENCE).until(() -> !shown.equals(sha256("s1")));

        as("maria")
                .body(Map.of("sha256", shown))
                .post("/api/proposals/s1/accept")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:renewals:other-changes"));
        as("maria")
                .body(Map.of("sha256", sha256("s1")))
                .post("/api/proposals/s1/accept")
                .then()
                .statusCode(200);
    }

    @Test
    void onlyOwnerDelegateAndAdminDecideAndAnotherCompanySeesNothing() {
        AccountProposed partners = proposed("partners", "o1", MOVED);
        partners.getTerms().setTier("partner");
        partners.getKnown().setTier("partner");
        publish(partners);

        as("maria")
                .body(Map.of("sha256", sha256("o1")))
                .post("/api/proposals/o1/accept")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:renewals:not-yours"))
                .body("detail", containsString("Ada"));
        as("otto")
                .body(Map.of("reason", "no"))
                .post("/api/proposals/o1/refuse")
                .then()
                .statusCode(403);
        assertThat(WebPerson.signedIn("maria").read("/proposals/o1")).doesNotContain("Accept with changes");
        as("gina").get("/api/proposals/o1").then().statusCode(404);
        as("gina")
                .body(Map.of("reason", "no"))
                .post("/api/proposals/o1/refuse")
                .then()
                .statusCode(404);
        assertThat(as("gina").get("/api/proposals?status=all").asString()).doesNotContain("partners");
        as("ada")
                .body(Map.of("sha256", sha256("o1")))
                .post("/api/proposals/o1/accept")
                .then()
                .statusCode(200);
    }

    @Test
    void theListIsPagedNewestFirst() {
        for (int i = 1; i <= 3; i++) {
            propose("paged" + i, "g" + i, MOVED);
        }

        Response first = as("maria").get("/api/proposals?size=2");
        String next = first.jsonPath().getString("next");
        Response second = as("maria").get("/api/proposals?size=500&after=" + next);

        assertThat(first.jsonPath().getList("proposals.id")).containsExactly("g3", "g2");
        assertThat(second.jsonPath().<String>getList("proposals.id")).startsWith("g1");
        as("maria").get("/api/proposals?after=x").then().statusCode(400);
        as("maria").get("/api/proposals?status=odd").then().statusCode(400);
    }

    @Test
    void aRoleWithoutATenantSeesNoProposal() throws SQLException {
        propose("rows", "r1", MOVED);
        try (Connection login = database.login("action_service")) {
            for (String table : List.of("proposal", "account_terms")) {
                try (ResultSet rows =
                        login.createStatement().executeQuery("select count(*) from action_service." + table)) {
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
        }
    }

    private void propose(String account, String id, LocalDate day) {
        publish(proposed(account, id, day));
    }

    private void publish(AccountProposed event) {
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

    private static AccountProposed proposed(String account, String id, LocalDate day) {
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

    private static Terms terms(String account, LocalDate day) {
        Terms terms = Drafts.changed("acme", account, 1).getTerms();
        terms.setRenewalDate(day);
        return terms;
    }

    private void change(String account, long version, LocalDate day) {
        AccountChanged changed = Drafts.changed("acme", account, version);
        changed.getTerms().setRenewalDate(day);
        topics.publish(Topics.ACCOUNT_CHANGED, "acme/" + account, changed);
    }

    private static Response edit(WebPerson person, String id, String day, String price, String quantity, String plan) {
        return person.post(
                "/proposals/" + id + "/accept",
                "sha256",
                sha256(id),
                "renewalDate",
                day,
                "unitPrice",
                price,
                "quantity",
                quantity,
                "plan",
                plan);
    }

    private static String sha256(String id) {
        return as("maria").get("/api/proposals/" + id).jsonPath().getString("sha256");
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .until(() -> status.equals(
                        as("maria").get("/api/proposals/" + id).jsonPath().getString("status")));
    }

    private ProposalActioned told(String id) {
        return topics.awaitOne(Topics.PROPOSAL_ACTIONED, ProposalActioned.class, seen -> seen.value()
                        .getProposalId()
                        .equals(id))
                .value();
    }
}
