package io.renewals.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;

/**
 * Where a running stack is reached. A component that was not asked for has an empty address or port 0.
 *
 * @param kafka {@code host:port}
 * @param registry base URL of the Confluent protocol, without a slash at the end
 * @param jdbcUrl database {@code renewals}, without user
 * @param smtpHost host of the mail server
 * @param smtpPort port of the mail server
 */
public record Endpoints(String kafka, String registry, String jdbcUrl, String smtpHost, int smtpPort) {

    /** Of every service's login role, on a laptop and in tests only. */
    public static final String DB_PASSWORD = "renewals";
    /** Of every schema's owner, on a laptop and in tests only. */
    public static final String DB_OWNER_PASSWORD = "renewals-owner";
    /** The database's superuser, on a laptop and in tests only. */
    public static final String SUPERUSER = "postgres";

    /** Settings as the services read them from their environment. */
    public Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka,
                "SCHEMA_REGISTRY_URL", registry,
                "DB_URL", jdbcUrl,
                "DB_PASSWORD", DB_PASSWORD,
                "DB_OWNER_PASSWORD", DB_OWNER_PASSWORD,
                "SMTP_HOST", smtpHost,
                "SMTP_PORT", Integer.toString(smtpPort));
    }

    /** The same stack with another mail server. */
    public Endpoints withMail(String host, int port) {
        return new Endpoints(kafka, registry, jdbcUrl, host, port);
    }

    /** Writes the file that {@code RENEWALS_STACK} names; it appears whole or not at all. */
    public void writeTo(Path file) {
        Properties properties = new Properties();
        properties.setProperty("kafka", kafka);
        properties.setProperty("registry", registry);
        properties.setProperty("jdbcUrl", jdbcUrl);
        properties.setProperty("smtpHost", smtpHost);
        properties.setProperty("smtpPort", Integer.toString(smtpPort));
        try {
            Path whole = file.toAbsolutePath();
            Files.createDirectories(whole.getParent());
            Path part = Files.createTempFile(whole.getParent(), "stack", ".part");
            try (var out = Files.newOutputStream(part)) {
                properties.store(out, null);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** @throws UncheckedIOException where the file cannot be read */
    public static Endpoints readFrom(Path file) {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the running stack from " + file, e);
        }
        return new Endpoints(
                properties.getProperty("kafka", ""),
                properties.getProperty("registry", ""),
                properties.getProperty("jdbcUrl", ""),
                properties.getProperty("smtpHost", ""),
                Integer.parseInt(properties.getProperty("smtpPort", "0")));
    }
}
