package io.renewals.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds what module {@code local/components} unpacked. */
final class ComponentFiles {
    private static final String VARIABLE = "RENEWALS_COMPONENTS";
    private static final String BELOW_ROOT = "local/components/target";

    private final Path folder;

    private ComponentFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder {@code RENEWALS_COMPONENTS} names, else {@code local/components/target} of the
     * repository this process was started in, at whatever depth.
     */
    static ComponentFiles find() {
        String given = System.getenv(VARIABLE);
        if (given != null) {
            return new ComponentFiles(Path.of(given).toAbsolutePath());
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(BELOW_ROOT);
            if (Files.isDirectory(candidate.resolve("kafka")) && Files.isDirectory(candidate.resolve("registry"))) {
                return new ComponentFiles(candidate);
            }
        }
        throw new IllegalStateException(
                "broker and registry are not unpacked; run: mvn -pl local/components package (looked in " + here
                        + " and above; " + VARIABLE + " names another folder)");
    }

    /** Class path of the broker and its tools. */
    String kafkaClassPath() {
        return folder.resolve("kafka") + "/*";
    }

    /** The registry's jar, to run with {@code -jar}. */
    Path registryJar() {
        return folder.resolve("registry").resolve("quarkus-run.jar");
    }

    static void deleteRecursively(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted((a, b) -> b.getNameCount() - a.getNameCount())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A temporary folder that stays costs a little space; failing the caller's stop would cost more.
            folder.toFile().deleteOnExit();
        }
    }
}
