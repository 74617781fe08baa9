package io.renewals.registry;

import static io.renewals.registry.BookSteps.as;
import static io.renewals.registry.Samples.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.stack.Database;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The book as its own people see it, and nobody else. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class BookPagesTest {
    TestTopics topics;
    Database database;

    private BookSteps book;

    @BeforeEach
    void rulebooksInForce() {
        book = new BookSteps(topics);
        book.rulebooksInForce();
    }

    @Test
    void anotherTenantSeesNothing() throws SQLException {
        book.report("acme", "private", DAY.plusDays(300), "49.0000");
        as("gina").get("/api/accounts/private").then().statusCode(404);
        as("gina").get("/accounts/private").then().statusCode(404);
        as("gina").get("/api/accounts").then().body("accounts.account", not(hasItem("private")));
        as("maria").get("/api/accounts?q=bayside").then().body("accounts.account", hasItem("private"));
        try (Connection login = database.login("registry");
                Statement statement = login.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from registry.account")) {
            rows.next();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @Test
    void pagesShowTheBook() {
        book.report("acme", "paged", DAY.plusDays(300), "49.0000");
        as("maria").get("/accounts").then().statusCode(200).body(containsString("Bayside Studio"));
        as("maria")
                .get("/accounts/paged")
                .then()
                .statusCode(200)
                .body(containsString("/audit/accounts/paged"))
                .body(containsString("23,520.00"));
        as("maria").get("/accounts?q=nobody-has-this-name").then().body(containsString("No account"));
        as("ada").get("/scans").then().statusCode(200).body(containsString("Scan now"));
        as("ada").get("/rulebook").then().statusCode(200).body(containsString("Version 1"));
        as("maria").get("/attention").then().statusCode(200);
        as("gina").get("/digest").then().statusCode(200).body(containsString("No digest yet"));
        as("maria").get("/api/accounts/summary").then().statusCode(200).body("states.state", hasItem("WATCHING"));
    }
}
