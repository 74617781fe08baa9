package io.renewals.drafter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of the drafter. */
@ConfigMapping(prefix = "renewals.drafter")
public interface DrafterConfig {
    Engine phraser();

    Bedrock bedrock();

    /** Prices per million tokens by a word of the model id; {@code default} for the rest. */
    Map<String, Price> prices();

    enum Engine {
        TEMPLATE,
        BEDROCK,
        /** Bedrock where AWS credentials are found, else the template. */
        AUTO
    }

    interface Bedrock {
        /** Empty: AWS's own endpoint of the region. */
        Optional<URI> endpoint();

        String region();

        /** Of one call; above the model's p99. */
        @WithDefault("60s")
        Duration timeout();

        @WithDefault("4")
        int concurrency();
    }

    interface Price {
        BigDecimal input();

        BigDecimal output();
    }
}
