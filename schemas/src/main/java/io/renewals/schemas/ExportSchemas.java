package io.renewals.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes each topic's schema to {@code <folder>/<topic>.avsc}: run once for a release, into a folder of its own below
 * {@code schemas/released}, and commit what it wrote. The compatibility test holds every later schema against those files.
 */
public final class ExportSchemas {
    private ExportSchemas() {}

    /** @param arguments the folder */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("one argument: the folder to write to");
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Topic topic : Topics.EVENTS) {
            String json = topic.schema().orElseThrow().toString(true);
            Files.writeString(folder.resolve(topic.name() + ".avsc"), json + "\n");
        }
    }
}
