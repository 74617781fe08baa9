package io.renewals.stack;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The stack as containers of the official images, for whoever prefers a Docker engine. Ports are
 * always random, data is always temporary; mail stays in this process.
 */
final class ContainerStack implements Stack {
    private static final String KAFKA_IMAGE = "apache/kafka:4.1.2";
    private static final String POSTGRES_IMAGE = "postgres:17";
    private static final String REGISTRY_IMAGE = "apicurio/apicurio-registry:3.3.3";
    private static final int REGISTRY_PORT = 8080;

    private final Map<Component, GenericContainer<?>> containers = new EnumMap<>(Component.class);
    private final Set<Component> components;
    private MailServer mail;
    private Endpoints endpoints;

    private ContainerStack(Set<Component> components) {
        this.components = components;
    }

    /** Why containers cannot be used here; empty where they can. */
    static String unavailable() {
        return DockerClientFactory.instance().isDockerAvailable() ? "" : "no Docker engine answers on this machine";
    }

    static Stack start(Plan plan) {
        String reason = unavailable();
        if (!reason.isEmpty()) {
            throw new IllegalStateException("-D" + MAKER_PROPERTY + "=containers: " + reason);
        }
        ContainerStack stack = new ContainerStack(plan.components());
        try {
            stack.startAll(plan);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public Set<Component> components() {
        return Set.copyOf(components);
    }

    @Override
    public void stop(Component component) {
        DockerClientFactory.lazyClient()
                .stopContainerCmd(containers.get(component).getContainerId())
                .exec();
    }

    @Override
    public void kill(Component component) {
        DockerClientFactory.lazyClient()
                .killContainerCmd(containers.get(component).getContainerId())
                .exec();
    }

    @Override
    public void start(Component component) {
        DockerClientFactory.lazyClient()
                .startContainerCmd(containers.get(component).getContainerId())
                .exec();
    }

    @Override
    public List<ChildProcess> processes() {
        return List.of();
    }

    @Override
    public void close() {
        if (mail != null) {
            mail.close();
        }
        containers.values().forEach(GenericContainer::stop);
    }

    private void startAll(Plan plan) {
        String kafka = "";
        String jdbcUrl = "";
        String registry = "";
        int mailPort = 0;
        if (components.contains(Component.KAFKA)) {
            KafkaContainer container = started(
                    Component.KAFKA,
                    new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"));
            kafka = container.getBootstrapServers();
        }
        if (components.contains(Component.POSTGRES)) {
            PostgreSQLContainer container = started(
                    Component.POSTGRES,
                    new PostgreSQLContainer(POSTGRES_IMAGE)
                            .withUsername(Endpoints.SUPERUSER)
                            .withPassword(PostgresServer.SUPERUSER_PASSWORD)
                            // The image's default turns fsync off.
                            .withCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200"));
            jdbcUrl = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/"
                    + Database.NAME;
            new Database(jdbcUrl).prepare();
        }
        if (components.contains(Component.REGISTRY)) {
            GenericContainer<?> container = started(
                    Component.REGISTRY,
                    new GenericContainer<>(REGISTRY_IMAGE)
                            .withExposedPorts(REGISTRY_PORT)
                            .waitingFor(
                                    Wait.forHttp("/apis/ccompat/v7/subjects").forPort(REGISTRY_PORT)));
            registry =
                    "http://" + container.getHost() + ":" + container.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7";
        }
        if (components.contains(Component.MAIL)) {
            mailPort = plan.portOf(Component.MAIL);
            mail = MailServer.start(mailPort);
        }
        endpoints = new Endpoints(kafka, registry, jdbcUrl, mailPort == 0 ? "" : "localhost", mailPort);
    }

    private <C extends GenericContainer<?>> C started(Component component, C container) {
        containers.put(component, container);
        container.start();
        return container;
    }
}
