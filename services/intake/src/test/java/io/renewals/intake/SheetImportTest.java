package io.renewals.intake;

import static io.renewals.intake.SheetSteps.HEADER;
import static io.renewals.intake.SheetSteps.as;
import static io.renewals.intake.SheetSteps.field;
import static io.renewals.intake.SheetSteps.formToken;
import static io.renewals.intake.SheetSteps.get;
import static io.renewals.intake.SheetSteps.post;
import static io.renewals.intake.SheetSteps.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.events.AccountRejected;
import io.renewals.events.Lane;
import io.renewals.messaging.Ids;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.SampleBook;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** What a sheet changes: tried first, applied once, by upload, by page, and by being watched. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class SheetImportTest {
    TestTopics topics;
    Database database;

    @Inject
    WatchSheets watch;

    /** One test, for each step stands on the sheet that the one before left. */
    @Test
    void aSheetIsTriedAppliedRepeatedAndChanged() {
        SampleBook samples = new SampleBook(Path.of("..", "..", "samples"), LocalDate.now(ZoneOffset.UTC));
        String book = samples.read("accounts.csv");
        String mistakes = samples.read("accounts-with-mistakes.csv");

        post("ada", book, "?dryRun=true")
                .statusCode(200)
                .body("version", nullValue())
                .body("counts.added", equalTo(40))
                .body("counts.refused", equalTo(0));
        assertThat(accepted("acme")).isEmpty();

        post("ada", book, "").statusCode(200).body("version", equalTo(1)).body("alreadyApplied", equalTo(false));
        topics.await(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, 40, TestTopics.PATIENCE, this::isAcmesSheet);

        post("ada", book, "").statusCode(200).body("version", equalTo(1)).body("alreadyApplied", equalTo(true));
        assertThat(accepted("acme")).hasSize(40);

        post("ada", mistakes, "?dryRun=true&base=1")
                .statusCode(200)
                .body("counts.added", equalTo(2))
                .body("counts.changed", equalTo(1))
                .body("counts.unchanged", equalTo(1))
                .body("counts.refused", equalTo(12))
                .body("counts.missing", equalTo(38))
                .body("changed[0].fields[0].column", equalTo("quantity"))
                .body("changed[0].fields[0].before", equalTo("24"))
                .body("changed[0].fields[0].after", equalTo("30"))
                .body("added.name", hasItem("=HYPERLINK(\"http://evil.example\",\"click\")"))
                .body("ignoredColumns", hasItem("Region"));
        post("ada", mistakes, "?base=0").statusCode(409);
        post("ada", mistakes, "?base=1").statusCode(200).body("version", equalTo(2));
        topics.await(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, 43, TestTopics.PATIENCE, this::isAcmesSheet);
        List<Seen<AccountRejected>> rejected = topics.await(
                Topics.ACCOUNT_REJECTED,
                AccountRejected.class,
                12,
                TestTopics.PATIENCE,
                seen -> seen.value().getLane() == Lane.SHEET && seen.key().startsWith("acme/"));
        assertThat(rejected)
                .allSatisfy(seen -> assertThat(seen.value().getLine()).isPositive());

        get("maria", "/api/rejected?lane=sheet&limit=5")
                .statusCode(200)
                .body("rejections", hasSize(5))
                .body("rejections[0].line", equalTo(17));
        get("maria", "/api/import/versions").body("versions.version", hasItems(1, 2));
        String sha256 = Ids.sha256(book.getBytes(StandardCharsets.UTF_8));
        get("maria", "/api/import/versions").body("versions.sha256", hasItem(sha256));
        get("gina", "/api/import/versions").body("versions.sha256", not(hasItem(sha256)));
        get("gina", "/import").statusCode(200).body(not(containsString(sha256.substring(0, 12))));
        get("maria", "/import").body(containsString("upload by API")).body(not(containsString("type=\"file\"")));
    }

    @Test
    void theAppliedUsageBecomesASignal() {
        String sheet = HEADER + "usage-told,Usage Told,plus,3,45,EUR,monthly,12," + soon() + ",a@usage.example,88.5\n";

        post("gus", sheet, "").statusCode(200).body("counts.added", equalTo(1));

        assertThat(topics.awaitOne(
                                Topics.ACCOUNT_ACCEPTED,
                                AccountAccepted.class,
                                seen -> seen.key().equals("globex/usage-told")
                                        && seen.value().getSignal() != null)
                        .value()
                        .getSignal()
                        .getValue())
                .isEqualByComparingTo("88.5");
    }

    @Test
    void aPersonSeesTheDryRunAndAppliesExactlyIt() {
        String token = formToken(get("gus", "/import").extract().asString());
        String sheet = HEADER + "by-page,By <b>Page</b>,plus,3,45,EUR,monthly,12," + soon() + ",a@page.example,\n"
                + "bad-line,Bad,plus,0,45,EUR,monthly,12," + soon() + ",a@page.example,\n";
        String at = as("gus")
                .multiPart("file", "book.csv", sheet.getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("form-token", token)
                .redirects()
                .follow(false)
                .post("/import/check")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        String page = get("gus", URI.create(at).getPath())
                .statusCode(200)
                .body(containsString("By &lt;b&gt;Page&lt;/b&gt;"))
                .body(containsString("0 is out of range"))
                .extract()
                .asString();
        assertThat(page.indexOf("<h2>Refused</h2>")).isPositive().isLessThan(page.indexOf("<h2>Added</h2>"));

        ValidatableResponse applied = as("gus")
                .redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("form-token", token)
                .formParam("sha256", field(page, "sha256"))
                .formParam("base", field(page, "base"))
                .post("/import/apply")
                .then();

        applied.statusCode(303);
        assertThat(topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                                .equals("globex/by-page"))
                        .value()
                        .getOrigin())
                .contains("line 2 (book.csv)");
        get("gina", "/rejected?account=bad-line").body(containsString("write units, 1 to 10000000"));
    }

    @Test
    void aWatchedSheetIsAppliedWhereItChanged() throws Exception {
        String sheet = HEADER + "watched,Watched,plus,3,45,EUR,monthly,12," + soon() + ",a@watched.example,\n";
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/book.csv", exchange -> {
            boolean known = "\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            byte[] body = sheet.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : body.length);
            exchange.getResponseBody().write(known ? new byte[0] : body);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/book.csv");
        try {
            Optional<String> first = watch.read("initech", url);
            Optional<String> claimed = watch.read("initech", url);
            releaseClaim();
            Optional<String> second = watch.read("initech", url);

            assertThat(first).hasValueSatisfying(outcome -> assertThat(outcome).startsWith("applied as version 1"));
            assertThat(claimed).isEmpty();
            assertThat(second).contains("unchanged");
            topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                    .equals("initech/watched"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aWatchedSheetThatFailsSaysSo() throws Exception {
        String sheet = HEADER + "failing,Failing,plus,3,45,EUR,monthly,12," + soon() + ",a@failing.example,\n";
        try (WebFile file = new WebFile(sheet)) {
            asSuperuser("revoke insert on intake.sheet_version from intake");

            assertThatThrownBy(() -> watch.read("hooli", file.url())).isInstanceOf(JdbiException.class);

            try (Connection superuser = database.superuser();
                    ResultSet row = superuser
                            .createStatement()
                            .executeQuery("select outcome from intake.sheet_watch where tenant = 'hooli'")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("could not be read: internal error");
            }
        } finally {
            asSuperuser("grant insert on intake.sheet_version to intake");
        }
    }

    private void releaseClaim() throws SQLException {
        asSuperuser("update intake.sheet_watch set claimed_until = null");
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = database.superuser()) {
            superuser.createStatement().execute(sql);
        }
    }

    private boolean isAcmesSheet(Seen<AccountAccepted> seen) {
        return seen.key().startsWith("acme/")
                && seen.value().getLane() == Lane.SHEET
                && seen.value().getTerms() != null;
    }

    private List<Seen<AccountAccepted>> accepted(String tenant) {
        return topics.all(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class).stream()
                .filter(this::isAcmesSheet)
                .filter(seen -> seen.key().startsWith(tenant + "/"))
                .toList();
    }
}
