package io.renewals.drafter.adapter;

import io.renewals.drafter.DrafterConfig;
import io.renewals.drafter.domain.Phraser;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The model as configured: on or off, its client, what a call costs. The SDK never retries: attempts are counted in the table. */
@ApplicationScoped
public class ModelEngine {
    private static final Logger LOG = Logger.getLogger(ModelEngine.class);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int ESTIMATED_INPUT = 1_500;
    private static final int ESTIMATED_OUTPUT = 600;

    private final DrafterConfig config;
    private final BedrockRuntimeClient client;

    @Inject
    public ModelEngine(DrafterConfig config) {
        this.config = config;
        // The JDK's client repeats a POST by itself when a connection breaks: a second model call that nobody claimed.
        System.setProperty("sun.net.http.retryPost", "false");
        AwsCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        this.client = isWanted(config, credentials) ? client(config, credentials) : null;
    }

    public boolean isOn() {
        return client != null;
    }

    public Phraser phraser() {
        return new BedrockPhraser(client);
    }

    public Duration timeout() {
        return config.bedrock().timeout();
    }

    public BigDecimal estimate(String modelId) {
        return cost(modelId, ESTIMATED_INPUT, ESTIMATED_OUTPUT);
    }

    /** In the rulebook's currency, six decimals. */
    public BigDecimal cost(String modelId, int inputTokens, int outputTokens) {
        DrafterConfig.Price price = config.prices().entrySet().stream()
                .filter(each -> modelId.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> config.prices().get("default"));
        return price.input()
                .multiply(BigDecimal.valueOf(inputTokens))
                .add(price.output().multiply(BigDecimal.valueOf(outputTokens)))
                .divide(MILLION, 6, RoundingMode.HALF_EVEN);
    }

    private static boolean isWanted(DrafterConfig config, AwsCredentialsProvider credentials) {
        return switch (config.phraser()) {
            case TEMPLATE -> false;
            case BEDROCK -> true;
            case AUTO -> hasCredentials(credentials);
        };
    }

    private static boolean hasCredentials(AwsCredentialsProvider credentials) {
        try {
            credentials.resolveCredentials();
            return true;
        } catch (SdkClientException e) {
            LOG.info("no AWS credentials found: the template writes");
            return false;
        }
    }

    private static BedrockRuntimeClient client(DrafterConfig config, AwsCredentialsProvider credentials) {
        Duration timeout = config.bedrock().timeout();
        var builder = BedrockRuntimeClient.builder()
                .credentialsProvider(credentials)
                .region(Region.of(config.bedrock().region()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(timeout)
                        .build())
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(timeout)
                        .apiCallAttemptTimeout(timeout));
        config.bedrock().endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
    }
}
