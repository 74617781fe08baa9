package io.renewals.registry;

import static io.renewals.registry.Samples.DAY;
import static io.renewals.registry.Samples.SEEN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountChanged;
import io.renewals.events.Terms;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people read of the book: the rules in force, what needs attention, and one account whole. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class PeoplePagesTest {
    private static final RestAssuredConfig YAML_AS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("application/yaml", ContentType.TEXT));

    TestTopics topics;
    Database database;

    @BeforeEach
    void rulebookInForce() {
        int answered = as("ada")
                .contentType("application/yaml")
                .body(Samples.rulebook())
                .post("/api/rulebook")
                .statusCode();
        assertThat(answered).isBetween(200, 201);
    }

    @Test
    void settingsAreTheRulesInForce() {
        assertThat(read("maria", "/settings"))
                .contains("rulebook version 1")
                .contains("Business Everything in Pro")
                .contains("USD 89.00")
                .contains("Mid-market mid 15%")
                .contains("25%, never under a floor")
                .contains("above an ARR of USD 50,000.00")
                .contains("nobody: Ada Okafor gets them")
                .contains("18:00 to 08:00")
                .contains("Monday, Tuesday, Wednesday, Thursday, Friday")
                .contains("Maria Santos: 24 Dec 2026 to 1 Jan 2027; Tom Becker stands in")
                .contains("in litigation with us");
    }

    @Test
    void onlyAnAdministratorIsAskedToChangeThem() {
        assertThat(read("ada", "/settings")).contains("Change the rulebook");
        assertThat(read("maria", "/settings")).contains("See the rulebook").doesNotContain("Change the rulebook");
    }

    @Test
    void accountsThatNobodyOwnsNeedAttention() {
        // Given accounts of a tier without an owner, one with an owner of its own
        Terms unowned = Samples.terms(DAY.plusDays(310), "49.0000");
        unowned.setTier("partner");
        unowned.setAccountName("Unowned Works");
        report("unowned", unowned);
        Terms owned = Samples.terms(DAY.plusDays(310), "49.0000");
        owned.setTier("partner");
        owned.setAccountName("Owned Works");
        owned.setOwnerEmail("Tom@acme.example");
        report("owned", owned);

        String page = read("maria", "/attention");

        assertThat(page).contains("Nobody's accounts").contains("Unowned Works").doesNotContain("Owned Works partner");
        assertThat(read("maria", "/accounts/unowned")).contains("Ada Okafor, admin fallback");
        assertThat(read("maria", "/accounts/owned")).contains("Tom Becker, account override");
    }

    @Test
    void aMailInDoubtNeedsAttentionAndLeadsToItsCard() throws SQLException {
        Terms terms = Samples.terms(DAY.plusDays(320), "49.0000");
        terms.setAccountName("Doubtful Mills");
        report("doubtful", terms);
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update registry.account set state = 'UNKNOWN_SEND' where account = 'doubtful'");
        }

        Response page = as("maria").get("/attention");

        assertThat(page.asString())
                .contains("Mails in doubt")
                .contains("/cards/" + Ids.offer("acme", "doubtful", 1, 1))
                .contains("Doubtful Mills");
    }

    @Test
    void anAccountShowsItsCycleItsAgeAndItsTrail() {
        Terms terms = Samples.terms(DAY.plusDays(330), "49.0000");
        terms.setAutoRenew(true);
        report("whole", terms);

        assertThat(read("maria", "/accounts/whole"))
                .contains("Cycle 1, revision 1")
                .contains("Cycles")
                .contains("it runs")
                .contains("Notice by")
                .contains("Maria Santos, tier default");
        assertThat(as("maria").get("/accounts/whole").asString()).contains("href=\"/audit/accounts/whole\"");
    }

    private void report(String account, Terms terms) {
        topics.publish(Topics.ACCOUNT_ACCEPTED, "acme/" + account, Samples.reported("acme", account, terms, SEEN));
        topics.awaitOne(
                Topics.ACCOUNT_CHANGED, AccountChanged.class, seen -> seen.key().equals("acme/" + account));
    }

    private static String read(String user, String path) {
        Response page = as(user).get(path);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.asString()
                .replaceAll("</(td|th|dt|dd|li|p|h\\d)>", " ")
                .replaceAll("<[^>]*>", "")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }

    private static RequestSpecification as(String user) {
        return given().config(YAML_AS_TEXT).auth().preemptive().basic(user, user);
    }
}
