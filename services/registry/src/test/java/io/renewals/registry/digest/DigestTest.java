package io.renewals.registry.digest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.Action;
import io.renewals.events.DigestKind;
import io.renewals.events.DigestPrepared;
import io.renewals.events.DigestSection;
import io.renewals.events.Severity;
import io.renewals.registry.Occasions;
import io.renewals.registry.adapter.Publishing;
import io.renewals.registry.digest.domain.Period;
import io.renewals.registry.digest.domain.Period.Kind;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.Seen;
import io.renewals.stack.TestTopics;
import io.renewals.store.Transactions;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digests over a real broker and database. Each test has a tenant, or a period, of its own. */
@QuarkusTest
class DigestTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    TestTopics topics;
    Database database;

    BookRows rows;

    @BeforeEach
    void reads() {
        rows = new BookRows(database);
    }

    @Inject
    Digests digests;

    @Inject
    PrepareDigests schedule;

    @Inject
    Transactions transactions;

    @Inject
    Publishing publishing;

    @Test
    void theWeekIsToldOnceToEveryOwnerAndTheAdminAndEachFigureHasItsRows() {
        Occasions umbra = begin("umbra");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        umbra.account("moving", "maria@acme.example");
        umbra.queued("moving", "maria", "tier-default");
        umbra.assessed("moving", today.minusDays(8), Severity.LOW, "0.1000");
        umbra.assessed("moving", today, Severity.HIGH, "-0.7000");
        umbra.account("skipped", "tom@acme.example");
        umbra.queued("skipped", "tom", "override");
        umbra.actioned("skipped", 1, Action.SKIPPED, Instant.now(), "budget is gone");
        umbra.account("orphan", null);
        umbra.held("orphan", "ada", "admin-fallback", "20% is above the cap of 15%");
        await().atMost(PATIENCE).until(() -> rows.states("umbra").equals("HELD QUEUED SKIPPED"));
        await().atMost(PATIENCE)
                .until(() -> rows.count("select count(*) from registry.diary where tenant = 'umbra'") == 2);
        Period week = Period.endingOn(Kind.WEEKLY, today);

        assertThat(digests.prepare("umbra", week, "test")).isInstanceOf(Digests.Asked.Prepared.class);
        assertThat(digests.prepare("umbra", week, "test")).isInstanceOf(Digests.Asked.Known.class);

        // What a second preparation had told would be before what comes of the month.
        digests.prepare("umbra", Period.endingOn(Kind.MONTHLY, today), "test");
        topics.await(Topics.DIGEST_PREPARED, DigestPrepared.class, 3, PATIENCE, ofUmbra(DigestKind.MONTHLY));
        List<Seen<DigestPrepared>> told = topics.all(Topics.DIGEST_PREPARED, DigestPrepared.class).stream()
                .filter(ofUmbra(DigestKind.WEEKLY))
                .toList();
        assertThat(told).extracting(Seen::key).containsExactlyInAnyOrder("umbra/ada", "umbra/maria", "umbra/tom");
        DigestPrepared maria = of(told, "maria");
        assertThat(maria.getIsAdmin()).isFalse();
        assertThat(maria.getRecipient().getSlackId()).isEqualTo("U0MARIA");
        DigestSection motion = section(maria, "in-motion");
        assertThat(motion.getTotal()).isEqualTo("1 account, USD 23,520.00 a year");
        assertThat(motion.getRows().getFirst().getLink()).startsWith("/cards/");
        assertThat(motion.getLink()).isEqualTo("/digest/weekly-" + today + "/in-motion?owner=maria");
        assertThat(section(maria, "high-severity").getRows().getFirst().getCitations())
                .containsExactly("app:1");
        assertThat(section(maria, "movers").getRows().getFirst().getFigure()).isEqualTo("-0.8");
        assertThat(section(maria, "held").getTotal()).isEqualTo("none");
        assertThat(section(of(told, "tom"), "skipped").getRows().getFirst().getDetail())
                .contains("budget is gone");
        DigestPrepared whole = of(told, "ada");
        assertThat(whole.getIsAdmin()).isTrue();
        assertThat(section(whole, "held").getRows().getFirst().getDetail()).contains("above the cap of 15%");
        assertThat(section(whole, "fallback").getRows())
                .extracting(row -> row.getAccount())
                .containsExactly("orphan");
        assertThat(section(whole, "in-motion").getCount()).isEqualTo(1);
        assertThat(rows.count("select count(*) from registry.digest_row where tenant = 'umbra' and section = 'held'"))
                .isEqualTo(1);
    }

    @Test
    void theMonthAddsUpOffersOutcomesDiscountsAndHours() {
        Occasions penumbra = begin("penumbra");
        Instant now = Instant.now();
        penumbra.account("won", "maria@acme.example");
        penumbra.decided("won", now.minus(Duration.ofHours(26)));
        penumbra.queued("won", "maria", "override");
        penumbra.actioned("won", 1, Action.APPROVED, now, null);
        penumbra.actioned("won", 2, Action.SENT, now, null);
        penumbra.account("undone", "maria@acme.example");
        penumbra.decided("undone", now.minus(Duration.ofHours(2)));
        penumbra.actioned("undone", 1, Action.SKIPPED, now, "no");
        penumbra.undone("undone", 2, 1, now);
        await().atMost(PATIENCE)
                .until(() -> rows.count("select count(*) from registry.offer_action where tenant = 'penumbra'") == 4);
        await().atMost(PATIENCE).until(() -> rows.states("penumbra").contains("OFFERED"));
        penumbra.renewed("won");
        await().atMost(PATIENCE).until(() -> rows.states("penumbra").contains("RENEWED"));
        await().atMost(PATIENCE)
                .until(() -> rows.count(
                                "select count(*) from registry.offer_ledger where tenant = 'penumbra' and due_at is not null")
                        == 2);
        LocalDate next = LocalDate.ofInstant(now, NEW_YORK).with(TemporalAdjusters.firstDayOfNextMonth());

        digests.prepare("penumbra", Period.endingOn(Kind.MONTHLY, next), "test");

        DigestPrepared maria = of(told("penumbra", 3), "maria");
        assertThat(section(maria, "offered").getTotal()).isEqualTo("1 offer, USD 21,168.00 a year");
        assertThat(section(maria, "accepted").getRows())
                .extracting(row -> row.getAccount())
                .containsExactly("won");
        assertThat(section(maria, "lost").getTotal()).isEqualTo("none");
        assertThat(section(maria, "discount").getTotal())
                .isEqualTo("10% of at most 15% on average, USD 2,352.00 of USD 3,528.00 a year");
        assertThat(section(maria, "hours").getTotal()).isEqualTo("1 decision, median 26 h, longest 26 h");
    }

    @Test
    void aMissedMondayIsMadeUpForOnTheSameDayAndNotForATenantOfThatAfternoon() {
        Instant monday = LocalDate.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atTime(LocalTime.NOON)
                .toInstant(ZoneOffset.UTC);
        begin("eclipse");

        schedule.prepareDue(monday.minusSeconds(60));
        assertThat(digestsOf("eclipse")).isZero();
        schedule.prepareDue(monday.plus(Duration.ofHours(13)));
        assertThat(digestsOf("eclipse")).isZero();
        schedule.prepareDue(monday.plus(Duration.ofHours(9)));
        schedule.prepareDue(monday.plus(Duration.ofHours(10)));
        assertThat(digestsOf("eclipse")).isEqualTo(3);

        begin("dawn");
        Instant lastMonday = LocalDate.now(ZoneOffset.UTC)
                .with(TemporalAdjusters.previous(DayOfWeek.MONDAY))
                .atTime(LocalTime.NOON)
                .toInstant(ZoneOffset.UTC);
        schedule.prepareDue(lastMonday.plus(Duration.ofHours(1)));
        assertThat(digestsOf("dawn")).isZero();
    }

    @Test
    void anAdminPreparesOneNowAndItsPagesListExactlyTheRowsThatWereCounted() {
        given().auth()
                .preemptive()
                .basic("ada", "ada")
                .contentType("application/yaml")
                .body(Occasions.rulebook("acme"))
                .config(Occasions.YAML_AS_TEXT)
                .post("/api/rulebook");
        Occasions acme = new Occasions(topics, "acme");
        acme.account("told", "maria@acme.example");
        acme.held("told", "maria", "override", "below the floor");
        await().atMost(PATIENCE)
                .until(() -> "HELD".equals(as("maria").get("/api/accounts/told").path("state")));
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(3);
        String body = "{\"kind\":\"weekly\",\"date\":\"" + day + "\"}";

        as("maria")
                .contentType("application/json")
                .body(body)
                .post("/api/digest")
                .then()
                .statusCode(403);
        as("ada")
                .contentType("application/json")
                .body(body)
                .post("/api/digest")
                .then()
                .statusCode(201)
                .body("fresh", equalTo(true))
                .body("recipients", hasItems("ada", "maria", "tom"));
        as("ada")
                .contentType("application/json")
                .body(body)
                .post("/api/digest")
                .then()
                .statusCode(200)
                .body("fresh", equalTo(false));
        as("ada")
                .contentType("application/json")
                .body("{\"date\":\"" + LocalDate.now().plusDays(2) + "\"}")
                .post("/api/digest")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("date"));

        String period = "/digest/weekly-" + day;
        JsonPath whole = as("maria").get("/api" + period).jsonPath();
        for (String section : whole.getList("figures.section", String.class)) {
            String figure = "figures.find { it.section == '" + section + "' }";
            JsonPath listed = as("maria").get("/api" + period + "/" + section).jsonPath();
            assertThat(listed.getInt("count")).isEqualTo(whole.getInt(figure + ".count"));
            assertThat(listed.getList("rows")).hasSize(Math.min(100, listed.getInt("count")));
        }
        as("maria").get(period + "/held?owner=maria").then().statusCode(200).body(containsString("below the floor"));
        as("maria").get(period).then().statusCode(200).body(containsString("Expired or missed"));
        as("maria").get("/digest").then().statusCode(200).body(containsString(period));
        as("maria").get(period + "/nothing").then().statusCode(404);
        as("gina").get(period).then().statusCode(404);
    }

    @Test
    void aBookOfManyPagesIsCountedWholeAndOnce() {
        Occasions corona = begin("corona");
        corona.account("seed", "maria@acme.example");
        corona.held("seed", "maria", "override", "below the floor");
        await().atMost(PATIENCE).until(() -> rows.states("corona").equals("HELD"));
        rows.copy("corona", 1_204);

        digests.prepare("corona", Period.endingOn(Kind.WEEKLY, LocalDate.now(ZoneOffset.UTC)), "test");

        DigestSection held = section(of(told("corona", 3), "maria"), "held");
        assertThat(held.getCount()).isEqualTo(1_205);
        assertThat(held.getTotal()).isEqualTo("1,205 accounts, USD 28,341,600.00 a year");
        assertThat(held.getRows()).hasSizeLessThanOrEqualTo(10);
        assertThat(rows.count("select count(distinct account) from registry.digest_row where tenant = 'corona'"
                        + " and section = 'held' and recipient = 'maria'"))
                .isEqualTo(1_205);
    }

    private Occasions begin(String tenant) {
        transactions.useTenant(
                tenant, work -> publishing.publish(work, Occasions.rulebook(tenant), "test", "the first"));
        return new Occasions(topics, tenant);
    }

    private List<Seen<DigestPrepared>> told(String tenant, int count) {
        return topics.await(Topics.DIGEST_PREPARED, DigestPrepared.class, count, PATIENCE, seen -> seen.key()
                .startsWith(tenant + "/"));
    }

    private static Predicate<Seen<DigestPrepared>> ofUmbra(DigestKind kind) {
        return seen -> seen.key().startsWith("umbra/") && seen.value().getKind() == kind;
    }

    private static DigestPrepared of(List<Seen<DigestPrepared>> told, String owner) {
        return told.stream()
                .map(Seen::value)
                .filter(digest -> digest.getAccount().equals(owner))
                .findFirst()
                .orElseThrow();
    }

    private static DigestSection section(DigestPrepared digest, String id) {
        return digest.getSections().stream()
                .filter(section -> section.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private int digestsOf(String tenant) {
        return rows.count("select count(*) from registry.digest where kind = 'WEEKLY' and tenant = '" + tenant + "'");
    }

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }
}
