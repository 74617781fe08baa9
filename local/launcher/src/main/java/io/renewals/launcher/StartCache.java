package io.renewals.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Optional caches of loaded classes and profiles, one per service, which halve a service's start.
 *
 * <p>They are recorded by a run of the product ({@code make train}) and hold for exactly the jars they
 * were recorded with; a service whose jars are newer starts without. The JVM caches only what its own
 * class loader loads, so a service that has one is started from a plain class path instead of its runnable jar.
 */
final class StartCache {
    private static final int FIRST_JDK = 25;
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";
    /** What the runnable jar's manifest and entry point set otherwise. */
    private static final List<String> AS_THE_RUNNABLE_JAR = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private final Path folder;
    private final boolean recording;

    /** @param recording writes the caches at the services' end instead of using them */
    StartCache(Path folder, boolean recording) {
        if (recording && Runtime.version().feature() < FIRST_JDK) {
            throw new LaunchRefused("start-up caches need JDK " + FIRST_JDK + " or newer; this is "
                    + Runtime.version().feature() + ". Everything else works without them.");
        }
        this.folder = folder;
        this.recording = recording;
    }

    boolean isRecording() {
        return recording;
    }

    /** The end of the command line: from the options for the cache to the main class or jar. */
    List<String> launch(Part part, Path runnableJar) {
        Path cache = folder.resolve(part.label() + ".aot");
        List<Path> classPath = classPath(runnableJar.getParent());
        if (recording) {
            deleteIfThere(cache);
            return flat(classPath, "-XX:AOTCacheOutput=" + cache, "-Xlog:aot=off", "-Xlog:cds=off");
        }
        boolean usable = Runtime.version().feature() >= FIRST_JDK && isNewest(cache, classPath);
        return usable
                ? flat(classPath, "-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of("-jar", runnableJar.toString());
    }

    private static List<String> flat(List<Path> classPath, String... cacheOptions) {
        List<String> words = new ArrayList<>(List.of(cacheOptions));
        words.addAll(AS_THE_RUNNABLE_JAR);
        words.add("-cp");
        words.add(String.join(
                java.io.File.pathSeparator,
                classPath.stream().map(Path::toString).toList()));
        words.add(MAIN);
        return List.copyOf(words);
    }

    /** Transformed classes come before the originals they replace. */
    private static List<Path> classPath(Path application) {
        List<Path> jars = new ArrayList<>();
        Path transformed = application.resolve("quarkus/transformed-bytecode.jar");
        if (Files.exists(transformed)) {
            jars.add(transformed);
        }
        jars.add(application.resolve("quarkus/generated-bytecode.jar"));
        for (String below : List.of("app", "lib/boot", "lib/main")) {
            try (Stream<Path> files = Files.list(application.resolve(below))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + application, e);
            }
        }
        return jars;
    }

    private static boolean isNewest(Path cache, List<Path> jars) {
        if (!Files.exists(cache)) {
            return false;
        }
        long recorded = cache.toFile().lastModified();
        return jars.stream().allMatch(jar -> jar.toFile().lastModified() < recorded);
    }

    private void deleteIfThere(Path cache) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(cache);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record to " + cache, e);
        }
    }
}
