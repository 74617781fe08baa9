package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.slack.SlackCalls.Answered;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Slack says when it may be called again; what did nothing is repeated, anything else is not. */
class PacedCallsTest {
    private final PacedCalls calls = new PacedCalls();

    @Test
    void waitsAsLongAsSlackAsksAndThenCallsAgain() throws Exception {
        AtomicInteger made = new AtomicInteger();
        long began = System.nanoTime();

        Answered<String> answer = calls.make("views.update", "acme", Duration.ofSeconds(10), () -> {
                    if (made.incrementAndGet() == 1) {
                        throw new PacedCalls.Paced(Duration.ofSeconds(1));
                    }
                    return new Answered.Yes<>("done");
                })
                .get(10, TimeUnit.SECONDS);

        assertThat(answer).isEqualTo(new Answered.Yes<>("done"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everyCallOfThatMethodAndTenantWaits() throws Exception {
        calls.make("views.publish", "acme", Duration.ofMillis(10), () -> {
                    throw new PacedCalls.Paced(Duration.ofSeconds(30));
                })
                .get(5, TimeUnit.SECONDS);

        CompletableFuture<Answered<String>> same =
                calls.make("views.publish", "acme", Duration.ofSeconds(1), () -> new Answered.Yes<>("not made"));
        CompletableFuture<Answered<String>> other =
                calls.make("views.publish", "globex", Duration.ofSeconds(1), () -> new Answered.Yes<>("made"));

        assertThat(same.get(5, TimeUnit.SECONDS)).isInstanceOf(Answered.No.class);
        assertThat(other.get(5, TimeUnit.SECONDS)).isEqualTo(new Answered.Yes<>("made"));
    }

    @Test
    void whatMayHaveBeenDoneIsNotRepeated() throws Exception {
        AtomicInteger made = new AtomicInteger();

        Answered<String> answer = calls.<String>make("chat.postMessage", "acme", Duration.ofSeconds(5), () -> {
                    made.incrementAndGet();
                    throw new IOException("connection lost");
                })
                .get(5, TimeUnit.SECONDS);

        assertThat(answer).isEqualTo(new Answered.No<>("connection lost"));
        assertThat(made).hasValue(1);
    }

    @Test
    void readsRetryAfterAsWholeSeconds() {
        assertThat(PacedCalls.wait("30")).isEqualTo(Duration.ofSeconds(30));
        assertThat(PacedCalls.wait("0")).isEqualTo(Duration.ofSeconds(1));
        assertThat(PacedCalls.wait(null)).isEqualTo(Duration.ofSeconds(1));
        assertThat(PacedCalls.wait("soon")).isEqualTo(Duration.ofSeconds(1));
    }
}
