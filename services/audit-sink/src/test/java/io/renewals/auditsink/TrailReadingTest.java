package io.renewals.auditsink;

import static io.renewals.auditsink.TrailSteps.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.ActivityRecorded;
import io.renewals.events.AuditEntry;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.ChainVerifier;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people read in the trail, take out of it, and have erased. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-sink"))
class TrailReadingTest {
    TestTopics topics;

    @Inject
    TrailReads reads;

    private TrailSteps trail;

    @BeforeEach
    void steps() {
        trail = new TrailSteps(reads);
    }

    @Test
    void anOfferReadsFromTheDailyCheckToTheSend() {
        String offer = Ids.offer("acme", "timeline", 1, 1);
        Map<String, String> morning = Map.of("ce_time", Samples.MORNING.toString());
        topics.publish(
                Topics.OFFER_ACTIONED,
                "acme/timeline",
                Samples.sent("acme", "timeline", offer),
                Map.of("ce_time", Samples.MORNING.plusSeconds(60).toString()));
        topics.publish(Topics.OFFER_DECIDED, "acme/timeline", Samples.decided("acme", "timeline", offer), morning);
        topics.publish(Topics.RENEWAL_DUE, "acme/timeline", Samples.due("acme", "timeline", offer), morning);
        trail.awaitEntries("acme", "timeline", 3);

        String page = as("maria")
                .get("/audit/offers/" + offer)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page).containsSubsequence("Renewal checked", "Offer decided", "Sent", "Maria Keller");
        assertThat(page).contains("crm:1", "44.1000");
        as("maria").get("/audit/entries/1").then().statusCode(200).body(containsString("Published by"));
        as("maria").get("/audit/entries/999999").then().statusCode(404);
        as("maria")
                .get("/api/audit?offer=" + offer)
                .then()
                .body("entries", hasSize(3))
                .body("entries.find { it.type == 'offer.decided' }.body.offer.unitPrice", equalTo("44.1000"))
                .body("entries.find { it.type == 'renewal.due' }.body.businessDate", equalTo("2026-05-04"));
    }

    @Test
    void aMessageAboutProposalsIsAboutItsAccountAndNoOffer() {
        topics.publish(Topics.OWNER_NOTIFIED, "acme/proposed", Samples.told("acme", "proposed", "maria"));
        trail.awaitEntries("acme", "proposed", 1);

        as("maria")
                .get("/audit/accounts/proposed")
                .then()
                .statusCode(200)
                .body(containsString("Owner notified: sent"))
                .body(containsString("maria by slack · proposal"))
                .body(not(containsString("/audit/offers/")));
    }

    @Test
    void tenantsHaveChainsOfTheirOwnAndSeeNothingOfEachOther() {
        String offer = Ids.offer("globex", "apart", 1, 1);
        topics.publish(Topics.RENEWAL_DUE, "globex/apart", Samples.due("globex", "apart", offer));
        topics.publish(Topics.SIGNAL_REPORTED, "acme/apart", Samples.signal("acme", "apart", "ours"));
        trail.awaitEntries("globex", "apart", 1);
        trail.awaitEntries("acme", "apart", 1);

        as("maria").get("/api/audit?account=apart").then().body("entries.type", equalTo(List.of("signal.reported")));
        as("maria").get("/audit/offers/" + offer).then().statusCode(404);
        as("gina").get("/audit/offers/" + offer).then().statusCode(200);
        assertThat(export("gus")).contains("\"tenant\":\"globex\"").doesNotContain("\"tenant\":\"acme\"");
        as("gus").get("/api/audit/verify").then().body("whole", equalTo(true));
        as("ada").get("/api/audit/verify").then().body("whole", equalTo(true));
    }

    @Test
    void anExportVerifiesOfflineAndIsItselfOnTheRecord() {
        topics.publish(Topics.SIGNAL_REPORTED, "acme/exported", Samples.signal("acme", "exported", "a"));
        trail.awaitEntries("acme", "exported", 1);
        String key = as("maria").get("/api/audit/key").then().extract().path("publicKey");

        List<String> lines = export("otto").lines().toList();

        assertThat(ChainVerifier.verify(lines.iterator(), key))
                .isInstanceOfSatisfying(ChainVerifier.Whole.class, whole -> assertThat(whole.last())
                        .isEqualTo(lines.size() - 1));
        topics.awaitOne(
                Topics.ACTIVITY_RECORDED,
                ActivityRecorded.class,
                seen -> seen.value().getKind().equals("evidence-read")
                        && seen.value().getActor().equals("otto@acme.example"));
        as("maria").get("/api/audit/export").then().statusCode(403);
        as("maria").get("/api/audit/verify").then().statusCode(403);
        given().get("/api/audit").then().statusCode(401);
    }

    @Test
    void aSheetRunsNoFormula() {
        topics.publishBytes(Topics.SIGNAL_REPORTED, "acme/=HYPERLINK(\"http://x\")", new byte[] {1}, Map.of());
        trail.awaitEntries("acme", "=HYPERLINK(\"http://x\")", 1);

        String sheet = as("otto")
                .queryParam("type", "signal.reported")
                .queryParam("account", "=HYPERLINK(\"http://x\")")
                .get("/api/audit/export.csv")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(sheet.lines()).hasSize(2);
        assertThat(sheet).contains(",\"'=HYPERLINK(\"\"http://x\"\")\",").startsWith("sequence,occurred_at,");
    }

    @Test
    void pagesFilterAndGoOn() {
        for (int i = 0; i < 60; i++) {
            topics.publish(Topics.SIGNAL_REPORTED, "acme/paged", Samples.signal("acme", "paged", "n" + i));
        }
        trail.awaitEntries("acme", "paged", 60);

        as("tom").get("/audit/accounts/paged").then().statusCode(200).body(containsString("Next page"));
        as("tom").get("/audit?type=offer.held&account=paged").then().body(containsString("Nothing on record"));
        as("tom").get("/audit?from=2100-01-01").then().body(containsString("Nothing on record"));
        as("tom").get("/audit/chain").then().statusCode(200).body(not(containsString("Verify now")));
        as("otto").get("/audit/chain/verified").then().statusCode(200).body(containsString("follow from one another"));
        Integer next = as("tom")
                .get("/api/audit?account=paged&limit=50")
                .then()
                .body("entries", hasSize(50))
                .extract()
                .path("next");
        as("tom")
                .get("/api/audit?account=paged&limit=50&after=" + next)
                .then()
                .body("entries", hasSize(10))
                .body("next", equalTo(null));
        as("tom").get("/api/audit?from=yesterday").then().statusCode(422).body("errors[0].field", equalTo("from"));
    }

    @Test
    void anErasureTakesTheContentAndLeavesTheChainWhole() {
        Map<String, String> same = Map.of("ce_id", "erased-once", "ce_time", Samples.MORNING.toString());
        topics.publish(Topics.SIGNAL_REPORTED, "globex/erased", Samples.signal("globex", "erased", "Sam Reyes"), same);
        trail.awaitEntries("globex", "erased", 1);

        as("gus")
                .contentType("application/json")
                .body(Map.of("account", "erased", "reason", "asked for"))
                .post("/api/audit/erase")
                .then()
                .statusCode(200)
                .body("entries", equalTo(1));

        as("gus")
                .get("/api/audit?account=erased&type=signal.reported")
                .then()
                .body("entries[0].erased", equalTo(true))
                .body("entries[0].body", equalTo(null));
        as("gus").get("/api/audit/verify").then().body("whole", equalTo(true)).body("erased", greaterThan(0));
        topics.awaitOne(
                Topics.AUDIT_ENTRY,
                AuditEntry.class,
                seen -> seen.value().getAccount().equals("erased")
                        && seen.value().getSalt() == null
                        && seen.value().getBody().isEmpty());
    }

    private static String export(String user) {
        return new String(
                as(user).get("/api/audit/export")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                StandardCharsets.UTF_8);
    }
}
