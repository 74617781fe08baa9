package io.renewals.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.renewals.events.AccountChanged;
import io.renewals.events.AccountState;
import io.renewals.events.RenewalDue;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.TestTopics;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** What several tests do with the book: report, scan, and wait for what comes of it. */
final class BookSteps {
    private final TestTopics topics;

    BookSteps(TestTopics topics) {
        this.topics = topics;
    }

    static RequestSpecification as(String user) {
        return given().config(Occasions.YAML_AS_TEXT).auth().preemptive().basic(user, user);
    }

    static <T> Predicate<Seen<T>> key(String key) {
        return seen -> seen.key().equals(key);
    }

    void rulebooksInForce() {
        publish("ada", Samples.rulebook());
        publish("gus", Samples.globexRulebook());
    }

    private static void publish(String user, String rulebook) {
        assertThat(as(user).contentType("application/yaml")
                        .body(rulebook)
                        .post("/api/rulebook")
                        .statusCode())
                .isBetween(200, 201);
    }

    /** Waits until the book has it. */
    void report(String tenant, String account, LocalDate renewal, String price) {
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                tenant + "/" + account,
                Samples.reported(tenant, account, Samples.terms(renewal, price), Samples.SEEN));
        topics.awaitOne(Topics.ACCOUNT_CHANGED, AccountChanged.class, key(tenant + "/" + account));
    }

    AccountChanged awaitState(String account, AccountState state) {
        return changed(account, changed -> changed.getState() == state);
    }

    AccountChanged awaitVersion(String account, long version) {
        return changed(account, changed -> changed.getAccountVersion() == version);
    }

    /** The first announcement of Acme's account that is so. */
    AccountChanged changed(String account, Predicate<AccountChanged> wanted) {
        return topics.awaitOne(
                        Topics.ACCOUNT_CHANGED,
                        AccountChanged.class,
                        seen -> seen.key().equals("acme/" + account) && wanted.test(seen.value()))
                .value();
    }

    /** At least so many checks of Acme's account. */
    List<RenewalDue> due(String account, int count) {
        return topics
                .await(Topics.RENEWAL_DUE, RenewalDue.class, count, TestTopics.PATIENCE, key("acme/" + account))
                .stream()
                .map(Seen::value)
                .toList();
    }

    /** Every check of Acme's account so far; to be asked behind {@link #settle} or another thing that comes after. */
    List<RenewalDue> allDue(String account) {
        return topics.all(Topics.RENEWAL_DUE, RenewalDue.class).stream()
                .filter(key("acme/" + account))
                .map(Seen::value)
                .toList();
    }

    /** Returns when all that was published of Acme's account has had its effects: a fact behind it has had its own. */
    void settle(String account) {
        String id = UUID.randomUUID().toString();
        topics.publish(
                Topics.ACCOUNT_ACCEPTED,
                "acme/" + account,
                Samples.signal("acme", account, "app:" + id, "utilisation", "50"),
                Map.of("ce_id", id));
        changed(account, changed -> changed.getCausationId().equals(id));
    }

    String scan(LocalDate day) {
        return scan("ada", day);
    }

    /** Waits until it is done. */
    String scan(String user, LocalDate day) {
        String id = as(user).contentType("application/json")
                .body("{\"businessDate\":\"" + day + "\"}")
                .post("/api/scans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "DONE".equals(as(user).get("/api/scans/" + id).path("status")));
        return id;
    }
}
