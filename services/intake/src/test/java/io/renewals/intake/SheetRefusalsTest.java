package io.renewals.intake;

import static io.renewals.intake.SheetSteps.HEADER;
import static io.renewals.intake.SheetSteps.as;
import static io.renewals.intake.SheetSteps.post;
import static io.renewals.intake.SheetSteps.signals;
import static io.renewals.intake.SheetSteps.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountAccepted;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may hand in sheets and signals, what of them is refused, and who sees what. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class SheetRefusalsTest {
    TestTopics topics;
    Database database;

    @Test
    void anOwnerMayNotApplyAndAFormOfAnotherSiteNeither() {
        post("maria", HEADER, "").statusCode(403);
        as("ada")
                .multiPart("file", "a.csv", HEADER.getBytes(StandardCharsets.UTF_8))
                .post("/api/import")
                .then()
                .statusCode(403);
    }

    @Test
    void aFileThatIsNoSheetIsRefusedAsAWhole() {
        post("ada", "a;b\n1;2\n", "")
                .statusCode(422)
                .body("type", equalTo("urn:renewals:sheet-unreadable"))
                .body("errors.field", hasItems("account", "renewal_date"));
        as("ada")
                .contentType("text/csv")
                .body(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0})
                .post("/api/import")
                .then()
                .statusCode(422)
                .body("errors[0].problem", equalTo("is not UTF-8 text"));
    }

    @Test
    void signalsByUploadPassTheSameChecksOnce() {
        String lines = "{\"account\":\"told\",\"kind\":\"USAGE\",\"metric\":\"utilisation\",\"value\":91,"
                + "\"sourceId\":\"usage:1\",\"observedAt\":\"2025-11-03T09:30:00Z\"}\n\n"
                + "{\"account\":\"told\",\"kind\":\"CRM\",\"metric\":\"mood\",\"sourceId\":\"x 1\"}\nnot json\n";

        signals(lines)
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("known", equalTo(0))
                .body("refused.line", equalTo(List.of(3, 4)))
                .body("refused[0].reasons.field", equalTo(List.of("sourceId", "observedAt", "metric")));
        signals(lines).statusCode(200).body("accepted", equalTo(1)).body("known", equalTo(3));

        topics.awaitOne(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class, seen -> seen.key()
                .equals("acme/told"));
        assertThat(topics.all(Topics.ACCOUNT_ACCEPTED, AccountAccepted.class).stream()
                        .filter(seen -> seen.key().equals("acme/told")))
                .hasSize(1);
    }

    @Test
    void theServicesRoleSeesNoRowWithoutATenant() throws SQLException {
        post("gus", HEADER + "no-row,No Row,pro,0,1,USD,monthly,1," + soon() + ",a@b.example,\n", "")
                .statusCode(200);
        try (Connection login = database.login("intake")) {
            for (String table :
                    List.of("rejection", "sheet", "sheet_version", "sheet_row", "sheet_upload", "sheet_watch")) {
                try (ResultSet rows = login.createStatement().executeQuery("select count(*) from intake." + table)) {
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
        }
    }
}
