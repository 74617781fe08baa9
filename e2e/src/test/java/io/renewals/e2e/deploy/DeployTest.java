package io.renewals.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.renewals.e2e.deploy.Manifests.PrometheusRule;
import io.renewals.e2e.deploy.Manifests.ScaledObject;
import io.renewals.e2e.deploy.Repository.Setting;
import io.renewals.schemas.Topics;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Kubernetes manifests against a typed model and against the sources: no field, setting, port, path or metric is made up. */
class DeployTest {
    private static final List<String> SERVICES = Topics.CONSUMERS;
    /** Read by the image's entry point, not by the service. */
    private static final String JAVA_OPTS = "JAVA_OPTS";

    private static Manifests base;
    private static Manifests production;
    private static Map<String, Setting> settings;

    @BeforeAll
    static void render() {
        boolean can = Manifests.canRender();
        if (!can) {
            System.err.println("DeployTest is skipped: there is no kubectl on the PATH to render the manifests with.");
        }
        assumeTrue(can, "no kubectl on the PATH");
        base = Manifests.render("base");
        production = Manifests.render("overlays/production");
        settings = Repository.settings(SERVICES);
    }

    @Test
    void aMisspeltFieldWouldBeSeen() {
        assertThatThrownBy(() -> Manifests.read(
                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replica: 2}}"))
                .hasMessageContaining("replica");
        assertThatThrownBy(() -> Manifests.read(
                        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{prt: 1}]}}"))
                .hasMessageContaining("prt");
    }

    @Test
    void everyServiceHasWhatItNeeds() {
        for (Manifests manifests : List.of(base, production)) {
            List<String> expected = SERVICES.stream().sorted().toList();
            assertThat(manifests.names(Deployment.class)).isEqualTo(expected);
            assertThat(manifests.names(Service.class)).isEqualTo(expected);
            assertThat(manifests.names(PodDisruptionBudget.class)).isEqualTo(expected);
            assertThat(manifests.names(ServiceAccount.class)).containsAll(expected);
            assertThat(manifests.names(Job.class)).containsExactly("prepare");
            assertThat(manifests.names(NetworkPolicy.class)).contains("default-deny");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "intake",
                "registry",
                "rule-decider",
                "drafter",
                "guardrail-gate",
                "notifier",
                "action-service",
                "audit-sink"
            })
    void portsProbesAndHeapFit(String service) {
        Deployment deployment = production.named(Deployment.class, service);
        PodSpec pod = deployment.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().getFirst();
        int port = container.getPorts().getFirst().getContainerPort();

        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
        assertThat(pod.getServiceAccountName()).isEqualTo(service);
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(30);
        assertThat(container.getImage()).contains("/" + service + ":");
        assertThat(configured(production, "renewals-settings").get("HTTP_PORT")).isEqualTo("" + port);
        assertThat(Repository.read("services/Dockerfile")).contains("EXPOSE " + port);
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
        assertThat(production
                        .named(Service.class, service)
                        .getSpec()
                        .getPorts()
                        .getFirst()
                        .getTargetPort()
                        .getStrVal())
                .isEqualTo(container.getPorts().getFirst().getName());

        String options = value(container, JAVA_OPTS);
        int bounded = Stream.of(
                        "-Xmx", "-XX:MaxDirectMemorySize=", "-XX:ReservedCodeCacheSize=", "-XX:MaxMetaspaceSize=")
                .mapToInt(option -> megabytes(options, option))
                .sum();
        Quantity limit = container.getResources().getLimits().get("memory");
        assertThat(bounded + 64)
                .isLessThanOrEqualTo((int) (Quantity.getAmountInBytes(limit).longValue() >> 20));
    }

    @Test
    void everyPodIsRestricted() {
        Stream<PodSpec> pods = Stream.concat(
                production.of(Deployment.class).stream()
                        .map(each -> each.getSpec().getTemplate().getSpec()),
                production.of(Job.class).stream()
                        .map(each -> each.getSpec().getTemplate().getSpec()));
        assertThat(pods).hasSize(9).allSatisfy(pod -> {
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
            });
        });
    }

    @Test
    void everySettingExists() {
        for (Manifests manifests : List.of(base, production)) {
            assertThat(settings.keySet())
                    .containsAll(configured(manifests, "renewals-settings").keySet());
            for (Deployment deployment : manifests.of(Deployment.class)) {
                String service = deployment.getMetadata().getName();
                assertThat(explicit(deployment.getSpec().getTemplate().getSpec()))
                        .as("read by " + service)
                        .isSubsetOf(Repository.settingsOf(service, settings));
            }
            Set<String> prepared = Repository.settingsOf("prepare", settings);
            assertThat(prepared)
                    .containsAll(configured(manifests, "renewals-topics").keySet());
            assertThat(explicit(manifests
                            .named(Job.class, "prepare")
                            .getSpec()
                            .getTemplate()
                            .getSpec()))
                    .isSubsetOf(prepared);
        }
    }

    @Test
    void noSecretIsWrittenDown() {
        for (Deployment deployment : production.of(Deployment.class)) {
            List<EnvVar> given = deployment
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getEnv();
            assertThat(given)
                    .filteredOn(variable -> !variable.getName().equals(JAVA_OPTS))
                    .allSatisfy(variable -> assertThat(variable.getValueFrom().getSecretKeyRef())
                            .isNotNull());
        }
        assertThat(configured(production, "renewals-settings").keySet())
                .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|KEY)$"));
    }

    @Test
    void theIngressRoutesAsTheLaptopsFrontDoor() {
        Map<String, String> routes = new TreeMap<>();
        for (HTTPIngressPath path : base.named(Ingress.class, "front-door")
                .getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths()) {
            routes.put(path.getPath(), path.getBackend().getService().getName());
        }
        Map<String, String> expected = Repository.routes();
        expected.values().retainAll(SERVICES);
        assertThat(routes).containsAllEntriesOf(expected);
        routes.keySet().removeAll(expected.keySet());
        assertThat(routes.keySet()).containsExactlyInAnyOrder("/", "/sign-in", "/sign-out", "/web", "/webjars");
        assertThat(SERVICES).containsAll(routes.values());
    }

    @Test
    void alertsNameMetricsAndRunbooksThatExist() {
        Set<String> known = Repository.metrics();
        List<PrometheusRule.Rule> rules = production.of(PrometheusRule.class).stream()
                .flatMap(rule -> rule.spec().groups().stream())
                .flatMap(group -> group.rules().stream())
                .toList();
        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            Set<String> named = Pattern.compile("renewals_[a-z_]+")
                    .matcher(rule.expr())
                    .results()
                    .map(result -> result.group())
                    .collect(Collectors.toSet());
            assertThat(known).as(rule.alert()).containsAll(named);
            String runbook = rule.annotations().get("runbook");
            assertThat(Repository.ROOT.resolve("docs/runbooks/" + runbook + ".md"))
                    .as(rule.alert())
                    .matches(Files::exists, "exists");
            assertThat(Repository.read("docs/operations.md")).contains("`" + rule.alert() + "`");
        });
    }

    @Test
    void scalingReadsTheGroupsThatConsume() {
        int partitions =
                Integer.parseInt(configured(production, "renewals-topics").get("TOPIC_PARTITIONS"));
        assertThat(production.of(ScaledObject.class)).isNotEmpty().allSatisfy(scaled -> {
            assertThat(SERVICES).contains(scaled.spec().scaleTargetRef().get("name"));
            assertThat(scaled.spec().triggers().getFirst().metadata().get("consumerGroup"))
                    .isEqualTo(scaled.spec().scaleTargetRef().get("name"));
            assertThat(scaled.spec().maxReplicaCount() * 2).isLessThanOrEqualTo(partitions);
        });
    }

    private static Map<String, String> configured(Manifests manifests, String prefix) {
        return manifests.of(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    private static Set<String> explicit(PodSpec pod) {
        return pod.getContainers().getFirst().getEnv().stream()
                .map(EnvVar::getName)
                .filter(name -> !name.equals(JAVA_OPTS))
                .collect(Collectors.toSet());
    }

    private static String value(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static int megabytes(String options, String option) {
        var found = Pattern.compile(Pattern.quote(option) + "(\\d+)m").matcher(options);
        assertThat(found.find()).as(option + " in " + options).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
