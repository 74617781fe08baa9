package io.renewals.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built services and the samples are. */
final class Repository {
    private Repository() {}

    /** The nearest folder at or above the working directory that holds {@code services} and {@code samples}. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("services")) && Files.isDirectory(folder.resolve("samples"))) {
                return folder;
            }
        }
        throw new LaunchRefused("start the launcher inside the repository");
    }
}
