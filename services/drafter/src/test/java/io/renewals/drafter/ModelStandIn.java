package io.renewals.drafter;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.renewals.standins.BedrockStandIn;
import java.util.Map;

/** A model for the tests of this service, reached with credentials that mean nothing. */
public final class ModelStandIn implements QuarkusTestResourceLifecycleManager {
    private BedrockStandIn model;

    @Override
    public Map<String, String> start() {
        model = new BedrockStandIn(0).start();
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        return Map.of(
                "PHRASER", "bedrock",
                "BEDROCK_ENDPOINT", model.endpoint(),
                "BEDROCK_TIMEOUT", "2s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(model, new TestInjector.MatchesType(BedrockStandIn.class));
    }

    @Override
    public void stop() {
        if (model != null) {
            model.close();
        }
    }
}
