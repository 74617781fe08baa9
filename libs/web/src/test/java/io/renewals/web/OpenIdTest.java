package io.renewals.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.renewals.web.IdentityProviderStandIn.Jar;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sign-in by a company's identity provider, against a stand-in that checks the proof key. */
@QuarkusTest
@TestProfile(OpenIdTest.WithProvider.class)
class OpenIdTest {
    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(IdentityProviderStandIn.class));
        }
    }

    IdentityProviderStandIn provider;

    private final Jar jar = new Jar();

    @Test
    void aPageLeadsToTheProviderWithProofKeyAndNonce() {
        URI authorize = authorize("/queue?q=bay");

        assertThat(authorize.getPath()).isEqualTo("/authorize");
        Map<String, String> query = IdentityProviderStandIn.query(authorize.getRawQuery());
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", IdentityProviderStandIn.CLIENT)
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("code_challenge", "nonce", "state");
        assertThat(query.get("redirect_uri")).endsWith("/sign-in/callback");
        assertThat(query.get("scope")).contains("openid", "email", "profile");
    }

    @Test
    void whoSignedInComesBackToThePageWanted() {
        Response page = signIn("/queue?q=bay", person("acme", "owner"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("Maria Santos").contains("acme");
        assertThat(jar.all().keySet()).anyMatch(name -> name.startsWith("q_session"));
    }

    @Test
    void claimsBecomeTenantMailAndRoles() {
        signIn("/queue", person("acme", "renewals-admin", "owner"));

        given().cookies(jar.all())
                .get("/api/queue")
                .then()
                .statusCode(200)
                .body("tenant", equalTo("acme"))
                .body("email", equalTo("maria@acme.example"))
                .body("admin", equalTo(true))
                .body("decides", equalTo(true));
    }

    @Test
    void rolesThatMeanNothingHereGiveNothing() {
        signIn("/queue", person("acme", "admin", "offline_access"));

        given().cookies(jar.all())
                .get("/api/queue")
                .then()
                .body("admin", equalTo(false))
                .body("decides", equalTo(false));
    }

    @Test
    void withoutATenantNothingIsShown() {
        ObjectNode person = person("acme", "owner");
        person.remove("tenant");

        Response page = signIn("/queue", person);

        assertThat(page.asString()).doesNotContain("aria-label=\"Main\"");
        given().cookies(jar.all()).get("/api/queue").then().statusCode(403).body("detail", containsString("no tenant"));
    }

    @Test
    void anAddressThatIsNotVerifiedIsNobodys() {
        signIn("/queue", person("acme", "owner").put("email_verified", false));

        given().cookies(jar.all()).get("/api/queue").then().statusCode(403).body("detail", containsString("no email"));
    }

    @Test
    void aCodeForAnotherProofKeyIsRefused() {
        // Given a code that was handed out for another browser's request
        URI mine = authorize("/queue");
        Jar another = new Jar();
        Response theirs = given().redirects().follow(false).get("/queue");
        another.take(theirs);
        URI stolen = provider.signIn(URI.create(theirs.header("Location")), person("acme", "owner"));
        String code = IdentityProviderStandIn.query(stolen.getRawQuery()).get("code");
        String state = IdentityProviderStandIn.query(mine.getRawQuery()).get("state");

        // When it is brought back with my own state
        Response answer = given().redirects()
                .follow(false)
                .cookies(jar.all())
                .get("/sign-in/callback?code=" + code + "&state=" + state);

        // Then no session comes of it
        assertThat(answer.getCookies().keySet()).noneMatch(name -> name.startsWith("q_session"));
    }

    @Test
    void aProgramComesWithABearerToken() {
        given().auth()
                .oauth2(provider.token(person("acme", "owner")))
                .get("/api/queue")
                .then()
                .statusCode(200)
                .body("tenant", equalTo("acme"));
        given().auth().oauth2("forged").get("/api/queue").then().statusCode(401);
    }

    @Test
    void apiAndFragmentsAreNeverRedirected() {
        given().redirects().follow(false).get("/api/queue").then().statusCode(401);
        given().redirects()
                .follow(false)
                .header("HX-Request", "true")
                .get("/queue")
                .then()
                .statusCode(401)
                .header("HX-Redirect", equalTo("/sign-in"));
    }

    @Test
    void localUsersAreNobodyHere() {
        given().auth()
                .preemptive()
                .basic("maria", "maria")
                .get("/api/queue")
                .then()
                .statusCode(401);
        given().get("/sign-in").then().statusCode(200).body(containsString("href=\"/sign-in/company\""));
    }

    @Test
    void overHttpsTheProvidersSessionBelongsToThisHostAlone() {
        Response refused = given().redirects()
                .follow(false)
                .header("X-Forwarded-Proto", "https")
                .get("/queue");

        assertThat(refused.getCookies().keySet()).isNotEmpty().allMatch(name -> name.startsWith("__Host-"));
    }

    @Test
    void signingOutEndsTheProvidersSessionTooAndLandsOnAPageThatSaysSo() {
        Response page = signIn("/queue", person("acme", "owner").put("sub", "leaves"));
        assertThat(provider.hasSession("leaves")).isTrue();

        // When "Sign out" is pressed: a page that moves on, for a redirect would break our own content security policy
        Response leaving = pressSignOut(page);
        assertThat(leaving.statusCode()).isEqualTo(200);
        assertThat(leaving.header("Refresh")).isEqualTo("0; url=/sign-out/company");
        Response toProvider = follow(URI.create("/sign-out/company"));

        // Then the provider is told which session ends, and where to send the browser back to
        assertThat(toProvider.statusCode()).isEqualTo(302);
        URI endSession = URI.create(toProvider.header("Location"));
        Map<String, String> query = IdentityProviderStandIn.query(endSession.getRawQuery());
        assertThat(query.get("post_logout_redirect_uri")).endsWith("/sign-out");
        Response landed = follow(provider.signOut(endSession));
        assertThat(provider.hasSession("leaves")).isFalse();
        assertThat(landed.statusCode()).isEqualTo(200);
        assertThat(landed.asString()).contains("<h1>Signed out</h1>").contains("Sign in again");
        assertThat(jar.all().keySet()).noneMatch(name -> name.startsWith("q_session"));
        assertThat(authorize("/queue").getPath()).isEqualTo("/authorize");
    }

    @Test
    void aLinkElsewhereSignsNobodyOut() {
        signIn("/queue", person("acme", "owner").put("sub", "stays"));

        Response answer = follow(URI.create("/sign-out/company"));

        assertThat(answer.header("Location")).endsWith("/sign-out");
        assertThat(provider.hasSession("stays")).isTrue();
        given().cookies(jar.all()).get("/api/queue").then().statusCode(200);
        assertThat(follow(URI.create("/sign-out")).asString()).contains("<h1>Sign out?</h1>");
    }

    private Response pressSignOut(Response page) {
        var token = java.util.regex.Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"")
                .matcher(page.asString());
        assertThat(token.find()).isTrue();
        Response answer = given().redirects()
                .follow(false)
                .cookies(jar.all())
                .formParam("form-token", token.group(1))
                .post("/sign-out");
        jar.take(answer);
        return answer;
    }

    private static ObjectNode person(String tenant, String... roles) {
        ObjectNode person = IdentityProviderStandIn.json()
                .put("sub", "42")
                .put("tenant", tenant)
                .put("email", "Maria@acme.example")
                .put("name", "Maria Santos");
        var given = person.putObject("realm_access").putArray("roles");
        List.of(roles).forEach(given::add);
        return person;
    }

    private URI authorize(String path) {
        Response refused = given().redirects().follow(false).get(path);
        assertThat(refused.statusCode()).isEqualTo(302);
        jar.take(refused);
        return URI.create(refused.header("Location"));
    }

    /** As a browser: to the provider, back with the code, and on to where one is sent. */
    private Response signIn(String path, ObjectNode person) {
        URI next = provider.signIn(authorize(path), person);
        Response answer = follow(next);
        for (int hops = 0; answer.statusCode() == 302 && hops < 4; hops++) {
            answer = follow(URI.create(answer.header("Location")));
        }
        return answer;
    }

    private Response follow(URI address) {
        String path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        Response answer = given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookies(jar.all())
                .get(path);
        jar.take(answer);
        return answer;
    }
}
