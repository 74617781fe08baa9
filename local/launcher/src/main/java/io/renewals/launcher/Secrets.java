package io.renewals.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Keys of this one installation, made at the first start and kept in the data folder: people stay
 * signed in over a restart, and signatures can still be verified.
 */
final class Secrets {
    private static final int BYTES = 32;
    private static final String[] NAMES = {"SESSION_KEY", "AUDIT_SIGNING_KEY", "SLACK_SIGNING_SECRET", "SERVICE_TOKEN"};

    private Secrets() {}

    /** By the name of the variable that carries it; what the environment already has is left out. */
    static Map<String, String> in(Path folder, Map<String, String> environment) {
        Path file = folder.resolve("secrets.properties");
        Properties kept = new Properties();
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                try (var in = Files.newInputStream(file)) {
                    kept.load(in);
                }
            } else {
                OwnFile.create(file);
            }
            for (String name : NAMES) {
                kept.computeIfAbsent(name, any -> random());
            }
            try (var out = Files.newOutputStream(file)) {
                kept.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep keys in " + file, e);
        }
        Map<String, String> secrets = new TreeMap<>();
        kept.stringPropertyNames().forEach(name -> secrets.put(name, kept.getProperty(name)));
        secrets.keySet().removeAll(environment.keySet());
        return secrets;
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
