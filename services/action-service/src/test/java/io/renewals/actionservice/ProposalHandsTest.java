package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.as;
import static io.renewals.actionservice.ProposalSteps.KNOWN;
import static io.renewals.actionservice.ProposalSteps.MOVED;
import static io.renewals.actionservice.ProposalSteps.awaitStatus;
import static io.renewals.actionservice.ProposalSteps.proposed;
import static io.renewals.actionservice.ProposalSteps.sha256;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountProposed;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.Lane;
import io.renewals.events.ProposalActioned;
import io.renewals.events.Terms;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proposals as people and programs decide them. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
class ProposalHandsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern OPEN = Pattern.compile("renewals_proposals\\{tenant=\"acme\",?} [1-9]");

    TestTopics topics;
    Database database;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    Rulebooks rulebooks;

    private ProposalSteps steps;

    @BeforeEach
    void rules() {
        steps = new ProposalSteps(topics);
        mailPath.passOnTo(mail.port());
        new HttpSteps(topics).publishRules(rulebooks);
    }

    @Test
    void aProposalIsListedWithOldAndNewAndAcceptedOnce() {
        steps.propose("yes", "y1", MOVED);
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
        ProposalActioned told = steps.told("y1");
        assertThat(told.getAccepted()).isTrue();
        assertThat(told.getActor()).isEqualTo("maria@acme.example");
        assertThat(told.getTerms().getRenewalDate()).isEqualTo(MOVED);
        assertThat(told.getTerms().getQuantity()).isEqualTo(40);
        assertThat(told.getFields()).containsExactly("renewalDate");
        assertThat(told.getLane()).isEqualTo(Lane.CALENDAR);
        assertThat(told.getOrigin()).isEqualTo("calendar mine.ics, line 4");
        assertThat(told.getCorrelationId()).isEqualTo("corr-y1");
        assertThat(topics.all(Topics.PROPOSAL_ACTIONED, ProposalActioned.class).stream()
                        .filter(seen -> seen.value().getProposalId().equals("y1")))
                .hasSize(1);
    }

    @Test
    void acceptedWithChangesTellsTheChangedTermsAndRefusesBadOnesAtTheirField() {
        steps.propose("edit", "e1", MOVED);
        WebPerson maria = WebPerson.signedIn("maria");

        Response bad = edit(maria, "e1", MOVED.toString(), "0", "40", "pro");
        Response good = edit(maria, "e1", MOVED.plusDays(3).toString(), "52.50", "44", "business");

        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.asString())
                .contains("Is no price")
                .contains("value=\"0\"")
                .contains("id=\"unitPrice-error\"");
        assertThat(maria.told(good)).contains("with changes");
        Terms terms = steps.told("e1").getTerms();
        assertThat(terms.getRenewalDate()).isEqualTo(MOVED.plusDays(3));
        assertThat(terms.getUnitPrice()).isEqualByComparingTo("52.50");
        assertThat(terms.getQuantity()).isEqualTo(44);
        assertThat(terms.getPlan()).isEqualTo("business");
        assertThat(terms.getContactEmail()).isEqualTo("sam@edit.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2000000000", "1e-2000000000", "0e-2000000000", "1e31"})
    void aPriceBeyondAllMeasureIsRefusedAtItsFieldAndCostsNoMemory(String price) {
        String id = "huge-" + price;
        steps.propose(id, id, MOVED);

        as("maria")
                .body("{\"sha256\": \"" + sha256(id) + "\", \"unitPrice\": " + price + "}")
                .post("/api/proposals/" + id + "/accept")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("unitPrice"));
    }

    @Test
    void aRefusalIsToldWithItsReason() {
        steps.propose("no", "n1", MOVED);

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

        ProposalActioned told = steps.told("n1");
        assertThat(told.getAccepted()).isFalse();
        assertThat(told.getTerms()).isNull();
        assertThat(told.getReason()).isEqualTo("they signed for longer");
        assertThat(WebPerson.signedIn("maria").read("/proposals?status=refused"))
                .contains("Bayside no");
    }

    @Test
    void aNewerProposalTakesThePlaceOfTheOneBefore() {
        steps.propose("newer", "w1", MOVED);
        steps.propose("newer", "w2", MOVED.plusDays(9));

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
        steps.propose("true", "t1", MOVED);

        steps.change("true", 5, MOVED);

        awaitStatus("t1", "stale");
        steps.propose("true", "t2", MOVED);
        awaitStatus("t2", "stale");
    }

    @Test
    void whatBecameOfAProposalWithoutAPersonIsOnTheRecord() {
        steps.propose("told", "k1", MOVED);
        steps.propose("told", "k2", MOVED.plusDays(9));
        steps.change("told", 5, MOVED.plusDays(9));
        awaitStatus("k2", "stale");
        steps.propose("told", "k3", MOVED.plusDays(9));

        List<Seen<ActivityRecorded>> told =
                topics.await(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, 3, PATIENCE, seen -> seen.key()
                        .equals("acme/told"));

        assertThat(told).extracting(seen -> seen.value().getKind()).containsOnly("proposal-closed");
        assertThat(told)
                .extracting(seen -> seen.value().getSummary())
                .containsExactly(
                        "proposal from calendar mine.ics, line 4 closed: a newer one took its place",
                        "proposal from calendar mine.ics, line 4 closed: the account has become so without it",
                        "proposal from calendar mine.ics, line 4 closed: the account has become so without it");
        assertThat(told.getFirst().value().getDetails())
                .containsEntry("proposal", "k1")
                .containsEntry("newer", "k2");
        assertThat(told.getFirst().value().getCausationId()).isEqualTo("event-k2");
        assertThat(told.getFirst().value().getCorrelationId()).isEqualTo("corr-k1");
    }

    @Test
    void howManyWaitAndForHowLongIsAFigure() {
        steps.propose("figure", "f1", MOVED);

        await().atMost(PATIENCE).until(() -> {
            String metrics = given().get("/q/metrics").asString();
            return OPEN.matcher(metrics).find() && metrics.contains("renewals_proposals_oldest_seconds{");
        });
    }

    @Test
    void whatItsDocumentTakesBackCannotBeAcceptedAndTheSameDayCanBeProposedAgain() {
        steps.propose("back", "b1", MOVED);
        String shown = sha256("b1");

        steps.takeBack("back", "b2", "b1");

        awaitStatus("b1", "stale");
        as("maria")
                .body(Map.of("sha256", shown))
                .post("/api/proposals/b1/accept")
                .then()
                .statusCode(409)
                .body("detail", containsString("does not say so any more"));
        assertThat(WebPerson.signedIn("maria").read("/proposals/b1"))
                .contains("What it was read from does not say so any more")
                .doesNotContain("has become so");
        as("maria").get("/api/proposals/b2").then().statusCode(404);
        steps.propose("back", "b3", MOVED);
        awaitStatus("b3", "open");
        assertThat(topics.awaitOne(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, seen -> seen.key()
                                .equals("acme/back"))
                        .value()
                        .getSummary())
                .endsWith("closed: what it was read from does not say so any more");
    }

    @Test
    void whatIsTakenBackTooLateStaysAsItIsAndAnotherProposalStaysOpen() {
        steps.propose("late", "l1", MOVED);
        steps.propose("late", "l2", MOVED.plusDays(1));

        steps.takeBack("late", "l3", "l1");
        steps.takeBack("late", "l4", "l2");

        awaitStatus("l2", "stale");
        awaitStatus("l1", "superseded");
        assertThat(topics.await(Topics.ACTIVITY_RECORDED, ActivityRecorded.class, 2, PATIENCE, seen -> seen.key()
                        .equals("acme/late")))
                .extracting(seen -> seen.value().getCausationId())
                .containsExactly("event-l2", "event-l4");
    }

    @Test
    void afterAChangeOfWhatWasShownItIsToBeLookedAtAgain() {
        steps.propose("since", "s1", MOVED);
        String shown = sha256("s1");
        steps.change("since", 5, KNOWN.plusDays(1));
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
        steps.publish(partners);

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

    /** A transaction that the database ends for another's sake is tried again, as at the cards' desk. */
    @Test
    void aDecisionWhoseTransactionIsEndedForAnothersSakeIsTakenAllTheSame() throws Exception {
        steps.propose("crossed", "x1", MOVED);
        String shown = sha256("x1");
        try (Connection other = database.superuser();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from action_service.proposal where proposal_id = 'x1' for update");
            CompletableFuture<Integer> decision = CompletableFuture.supplyAsync(() -> as("maria")
                    .body(Map.of("sha256", shown))
                    .post("/api/proposals/x1/accept")
                    .statusCode());

            await().atMost(PATIENCE).until(this::endsWhoeverWaitsForAProposal);
            other.commit();

            assertThat(decision.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    private boolean endsWhoeverWaitsForAProposal() throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_cancel_backend(pid) from pg_stat_activity"
                        + " where wait_event_type = 'Lock' and query like '%from proposal%for update%'")) {
            return rows.next();
        }
    }

    @Test
    void theListIsPagedNewestFirst() {
        for (int i = 1; i <= 3; i++) {
            steps.propose("paged" + i, "g" + i, MOVED);
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
        steps.propose("rows", "r1", MOVED);
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
}
