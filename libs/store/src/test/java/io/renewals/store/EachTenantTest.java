package io.renewals.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.messaging.Codec;
import io.renewals.messaging.Retriable;
import io.renewals.stack.ServiceStack;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One company's trouble is its own. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "registry"))
class EachTenantTest {
    private static final List<String> TENANTS = List.of("each-first", "each-middle", "each-third");

    @Inject
    DataSource dataSource;

    @Inject
    Codec codec;

    @Inject
    Clock clock;

    @Inject
    OutboxWake wake;

    @ConfigProperty(name = "renewals.store.schema")
    String schema;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private Transactions transactions;

    @BeforeEach
    void knowTenants() {
        transactions = new Transactions(dataSource, codec, clock, wake, meters, schema);
        TENANTS.forEach(tenant -> transactions.useTenant(tenant, work -> {}));
    }

    @Test
    void whatFailsForOneIsCountedAndTheOthersHaveTheirTurn() {
        List<String> had = new ArrayList<>();

        transactions.eachTenant("sweep", tenant -> {
            if (tenant.equals("each-middle")) {
                throw new IllegalStateException("a row nobody can read");
            }
            had.add(tenant);
        });

        assertThat(had).containsSubsequence("each-first", "each-third").doesNotContain("each-middle");
        assertThat(failures("each-middle")).isEqualTo(1);
        assertThat(failures("each-first")).isZero();
    }

    @Test
    void aDatabaseThatIsAwayForAMomentIsNobodysFailure() {
        transactions.eachTenant("sweep", tenant -> {
            throw new Retriable("away");
        });

        assertThat(TENANTS).allSatisfy(tenant -> assertThat(failures(tenant)).isZero());
    }

    /** @throws io.micrometer.core.instrument.search.MeterNotFoundException where there is no such figure yet, not even 0 */
    private double failures(String tenant) {
        return meters.get("renewals.tenant.failures")
                .tags("work", "sweep", "tenant", tenant)
                .counter()
                .count();
    }
}
