package io.renewals.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sign-in by an identity provider that has no end-session endpoint. */
@QuarkusTest
@TestProfile(OpenIdWithoutEndTest.WithProvider.class)
class OpenIdWithoutEndTest {
    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(IdentityProviderStandIn.class, IdentityProviderStandIn.ENDS_NO_SESSIONS));
        }
    }

    @Test
    void peopleAreLedToAProviderThatEndsNoSessions() {
        given().redirects()
                .follow(false)
                .get("/queue")
                .then()
                .statusCode(302)
                .header("Location", containsString("/authorize?"));
    }
}
