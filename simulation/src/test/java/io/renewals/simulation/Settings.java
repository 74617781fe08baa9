package io.renewals.simulation;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * One service's configuration as the service reads it: its own application.properties over the libraries' defaults, under what an
 * installation sets in the environment.
 */
final class Settings {
    private static final Pattern EXPRESSION = Pattern.compile("\\$?\\{([^:}]+)(?::([^}]*))?}");

    private final List<ConfigSource> sources;
    private final SmallRyeConfig config;

    /** @param environment as a launcher sets it @param application the service's own file */
    Settings(Map<String, String> environment, Properties application) {
        sources = new ArrayList<>(libraries());
        sources.add(new PropertiesConfigSource(application, "application.properties", 250));
        sources.add(new PropertiesConfigSource(environment, "environment", 400));
        config = builder().build();
    }

    SmallRyeConfig config() {
        return config;
    }

    <T> T mapping(Class<T> type) {
        return builder().withMapping(type).build().getConfigMapping(type);
    }

    Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class);
    }

    /** What a scheduler's annotation says: a value, or the name of a setting in braces. */
    String resolved(String text) {
        Matcher expression = EXPRESSION.matcher(text.strip());
        return expression.matches() ? value(expression.group(1)).orElse(expression.group(2)) : text;
    }

    private SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                .withSources(sources);
    }

    private static List<ConfigSource> libraries() {
        List<ConfigSource> found = new ArrayList<>();
        try {
            for (URL url : Collections.list(
                    Settings.class.getClassLoader().getResources("META-INF/microprofile-config.properties"))) {
                Properties properties = new Properties();
                try (InputStream in = url.openStream()) {
                    properties.load(in);
                }
                found.add(new PropertiesConfigSource(properties, url.toString(), 100));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
