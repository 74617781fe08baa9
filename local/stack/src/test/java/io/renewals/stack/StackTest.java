package io.renewals.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renewals.schemas.Topic;
import io.renewals.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
    @TempDir
    static Path data;

    private static Stack stack;

    @BeforeAll
    static void startEverything() {
        stack = Stack.withAll().keepDataIn(data).start();
        SharedStack.prepareTopics(stack.endpoints(), false);
    }

    @AfterAll
    static void stopEverything() {
        stack.close();
    }

    @Test
    void theBrokerHasEveryTopicAndOnlyThese() throws Exception {
        try (Admin admin = admin()) {
            Set<String> names = admin.listTopics().names().get();

            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            Topics.ALL.stream().map(Topic::name).toList());
        }
    }

    @Test
    void theRegistryKnowsEachSchemaAndItsLevelOnTheSubject() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Topic topic : Topics.EVENTS) {
                String level = get(http, "/config/" + topic.subject());

                assertThat(level).contains(topic.compatibility().name());
            }
        }
    }

    @Test
    void registeringAgainKeepsTheIds() {
        try (RegisterSchemas schemas = new RegisterSchemas(stack.endpoints().registry())) {
            Map<String, Integer> first = schemas.register(Topics.ALL);

            assertThat(schemas.register(Topics.ALL)).isEqualTo(first);
        }
    }

    @Test
    void theDatabaseKeepsWhatItCommits() throws SQLException {
        try (Connection connection = database().superuser()) {
            assertThat(shown(connection, "fsync")).isEqualTo("on");
            assertThat(shown(connection, "synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void aLoginMayNotCreateTablesNorReadAnotherServicesSchema() throws SQLException {
        try (Connection login = database().login("registry");
                Statement statement = login.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE registry.t (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("SET ROLE registry_owner"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("SET ROLE drafter_worker"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aWorkersPolicyCountsOnlyInTheWorkersRole() throws SQLException {
        try (Connection superuser = database().superuser();
                Statement setup = superuser.createStatement()) {
            setup.execute("SET ROLE notifier_owner; CREATE TABLE notifier.outbox_sample (tenant text);"
                    + "ALTER TABLE notifier.outbox_sample ENABLE ROW LEVEL SECURITY;"
                    + "GRANT SELECT ON notifier.outbox_sample TO notifier_worker;"
                    + "CREATE POLICY relay ON notifier.outbox_sample TO notifier_worker USING (true);"
                    + "INSERT INTO notifier.outbox_sample VALUES ('acme')");
        }
        try (Connection login = database().login("notifier")) {
            assertThat(count(login, "outbox_sample")).isZero();
            login.setAutoCommit(false);
            login.createStatement().execute("SET LOCAL ROLE notifier_worker");
            assertThat(count(login, "notifier.outbox_sample")).isEqualTo(1);
        }
    }

    @Test
    void aKilledBrokerAndDatabaseComeBackWithTheirData() throws Exception {
        try (Connection login = database().superuser();
                Statement statement = login.createStatement()) {
            statement.execute("CREATE TABLE public.kept (id int); INSERT INTO public.kept VALUES (7)");
        }

        stack.kill(Component.KAFKA);
        stack.kill(Component.POSTGRES);
        stack.start(Component.POSTGRES);
        stack.start(Component.KAFKA);

        try (Connection login = database().superuser()) {
            assertThat(count(login, "public.kept")).isEqualTo(1);
        }
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).contains(Topics.RENEWAL_DUE);
        }
    }

    @Test
    void keptDataIsThereAfterARestart(@TempDir Path folder) throws Exception {
        try (Stack first = Stack.with(Component.POSTGRES).keepDataIn(folder).start();
                Connection superuser = new Database(first.endpoints().jdbcUrl()).superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE TABLE public.kept (id int); INSERT INTO public.kept VALUES (7)");
        }

        try (Stack second = Stack.with(Component.POSTGRES).keepDataIn(folder).start();
                Connection superuser = new Database(second.endpoints().jdbcUrl()).superuser()) {
            assertThat(count(superuser, "public.kept")).isEqualTo(1);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", stack.endpoints().kafka()));
    }

    private static Database database() {
        return new Database(stack.endpoints().jdbcUrl());
    }

    private static String get(HttpClient http, String path) throws IOException, InterruptedException {
        URI uri = URI.create(stack.endpoints().registry() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int count(Connection connection, String table) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getInt(1);
        }
    }
}
