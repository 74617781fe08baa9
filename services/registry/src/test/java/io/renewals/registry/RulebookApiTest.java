package io.renewals.registry;

import static io.renewals.registry.BookSteps.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.RulebookPublished;
import io.renewals.schemas.Topics;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rulebook is checked, published once and announced. */
@QuarkusTest
@QuarkusTestResource(CardsStandIn.class)
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class RulebookApiTest {
    TestTopics topics;

    private BookSteps book;

    @BeforeEach
    void rulebooksInForce() {
        book = new BookSteps(topics);
        book.rulebooksInForce();
    }

    @Test
    void aRulebookWithErrorsIsRefusedAtItsLines() {
        String broken = Samples.rulebook().replace("floor_price: 15.00", "floor_price: 95.00");
        as("ada")
                .contentType("application/yaml")
                .body(broken)
                .post("/api/rulebook")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", containsString("/plans/0"))
                .body("errors[0].line", org.hamcrest.Matchers.greaterThan(10))
                .body("errors[0].column", org.hamcrest.Matchers.greaterThan(1));
        as("maria")
                .contentType("application/yaml")
                .body(Samples.rulebook())
                .post("/api/rulebook")
                .then()
                .statusCode(403);
    }

    @Test
    void theSameRulebookTwiceIsOneVersionAndIsAnnounced() {
        as("ada")
                .contentType("application/yaml")
                .body(Samples.rulebook())
                .post("/api/rulebook")
                .then()
                .statusCode(200)
                .body("published", equalTo(false))
                .body("version.version", equalTo(1));
        as("ada")
                .contentType("application/yaml")
                .body(Samples.rulebook())
                .post("/api/rulebook?check=true")
                .then()
                .statusCode(200)
                .body("valid", equalTo(true));
        topics.awaitOne(Topics.RULEBOOK_PUBLISHED, RulebookPublished.class, seen -> seen.key()
                .equals("acme/1"));
    }
}
