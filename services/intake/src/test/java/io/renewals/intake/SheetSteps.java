package io.renewals.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sheets and signals, as people and programs hand them in. */
final class SheetSteps {
    static final String HEADER = "account,name,plan,quantity,unit_price,currency,billing_period,term_months,"
            + "renewal_date,contact_email,usage_percent\n";

    private SheetSteps() {}

    static String soon() {
        return LocalDate.now().plusDays(40).toString();
    }

    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }

    static ValidatableResponse get(String user, String path) {
        return as(user).get(path).then();
    }

    static ValidatableResponse post(String user, String sheet, String query) {
        return as(user).contentType("text/csv")
                .body(sheet.getBytes(StandardCharsets.UTF_8))
                .post("/api/import" + query)
                .then();
    }

    static ValidatableResponse signals(String lines) {
        return as("ada")
                .contentType("application/jsonl")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/import/signals")
                .then();
    }

    static String formToken(String page) {
        return field(page, "form-token");
    }

    static String field(String page, String name) {
        Matcher value =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(value.find()).as("field " + name).isTrue();
        return value.group(1);
    }
}
