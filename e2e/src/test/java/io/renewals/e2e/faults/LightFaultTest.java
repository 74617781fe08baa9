package io.renewals.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.e2e.product.Product;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@link KillsTest} for every build: two parts die at work, one of them while mails leave. After all other tests,
 * which a part that has just started would slow down.
 */
@Order(Integer.MAX_VALUE)
class LightFaultTest {
    private static final int RENEWALS = 40;
    private static final int SENDS_IN_FLIGHT = 4;

    @Test
    void killedAtWorkNothingIsLostOrDoubled() {
        Product product = Product.shared();
        Renewals renewals = new Renewals(product);
        renewals.putRulebook();
        Crowd crowd = new Crowd("light", RENEWALS);
        Kills kills = Kills.of(product, "drafter", "action-service");
        crowd.publish(renewals.topics());
        renewals.awaitKnown(crowd);

        List<CompletableFuture<Void>> killed =
                kills.order().stream().map(kills::atWork).toList();
        renewals.scan();
        killed.forEach(CompletableFuture::join);
        renewals.awaitQueued(crowd.accounts());
        renewals.assertQueuedOnce(crowd.accounts());

        CompletableFuture<Void> killedAgain = kills.atApproval("action-service");
        renewals.approve(crowd.accounts());
        killedAgain.join();
        assertThat(renewals.assertMailedOnce(crowd.accounts())).isLessThanOrEqualTo(SENDS_IN_FLIGHT);
        renewals.assertNothingDead();
        renewals.assertReconciled();
        assertThat(renewals.assertTrailVerifies()).isPositive();
    }
}
