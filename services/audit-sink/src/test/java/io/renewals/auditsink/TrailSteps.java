package io.renewals.auditsink;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;

/** What several tests do with the trail. */
final class TrailSteps {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TrailReads reads;

    TrailSteps(TrailReads reads) {
        this.reads = reads;
    }

    /** Exactly so many of this account, as soon as there are. */
    void awaitEntries(String tenant, String account, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(entries(tenant, account)).hasSizeGreaterThanOrEqualTo(count));
        assertThat(entries(tenant, account)).hasSize(count);
    }

    /** Newest first. */
    List<Shown> entries(String tenant, String account) {
        return reads
                .newest(tenant, new TrailReads.Filter(account, null, null, null, null), Long.MAX_VALUE, 500)
                .stream()
                .map(Shown::of)
                .toList();
    }

    static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user);
    }
}
