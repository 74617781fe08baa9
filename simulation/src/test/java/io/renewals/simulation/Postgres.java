package io.renewals.simulation;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.renewals.stack.Component;
import io.renewals.stack.Database;
import io.renewals.stack.Endpoints;
import io.renewals.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real server with each service's schema, migrated from its own folder by its own owner, and used as its own login. */
final class Postgres implements AutoCloseable {
    private final Stack stack;
    private final Path repository;
    private final List<AgroalDataSource> pools = new ArrayList<>();

    Postgres() {
        repository = repository();
        stack = Stack.with(Component.POSTGRES).forgetful().start();
    }

    /** Sees everything; for those who look behind the services' backs. */
    Connection superuser() throws SQLException {
        return new Database(stack.endpoints().jdbcUrl()).superuser();
    }

    /** Migrates the schema and opens a pool on it. @param service its folder's name */
    DataSource open(String service, String schema) {
        String url = stack.endpoints().jdbcUrl();
        Flyway.configure()
                .dataSource(url, schema + "_owner", Endpoints.DB_OWNER_PASSWORD)
                .schemas(schema)
                .createSchemas(false)
                .placeholders(java.util.Map.of("schema", schema))
                .locations(
                        "filesystem:" + repository.resolve("libs/store/src/main/resources/db/store"),
                        "filesystem:" + repository.resolve("services/" + service + "/src/main/resources/db/migration"))
                .load()
                .migrate();
        String settings = "?currentSchema=" + schema + "&ApplicationName=" + schema + "&reWriteBatchedInserts=true";
        try {
            AgroalDataSource pool = AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pooled -> pooled.maxSize(4)
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url + settings)
                                    .principal(new NamePrincipal(schema))
                                    .credential(new SimplePassword(Endpoints.DB_PASSWORD)))));
            pools.add(pool);
            return pool;
        } catch (SQLException e) {
            throw new IllegalStateException("no pool on schema " + schema, e);
        }
    }

    @Override
    public void close() {
        pools.forEach(AgroalDataSource::close);
        stack.close();
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("libs/store"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not below the repository's root");
            }
        }
        return folder;
    }
}
