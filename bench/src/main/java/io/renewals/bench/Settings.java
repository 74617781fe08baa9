package io.renewals.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param parts in their order
 * @param quick smaller numbers: to see that it runs, not to compare
 * @param profile sample the stacks of the busiest service while 5,000 renewals flow
 * @param repository whose built tree is started
 */
record Settings(Set<Part> parts, boolean quick, boolean profile, Path repository) {
    static final String USAGE =
            """
            Usage: bench [start] [flow] [scan] [--quick] [--profile]
              start      make demo on a built tree: seconds to READY; memory and CPU of the eight services at rest
              flow       accounts due until all are queued: a second, drain of the audit trail; due to queued at 20 a second
              scan       a scan over a big book of which few are in the window
              --quick    a tenth of the numbers
              --profile  with flow: stacks of the busiest services
            Without a part: all of them. Wants the built tree that `make build` leaves.""";

    enum Part {
        START,
        FLOW,
        SCAN
    }

    /** @throws IllegalArgumentException with the usage */
    static Settings parse(List<String> arguments) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        List<String> flags = new ArrayList<>();
        for (String argument : arguments) {
            switch (argument) {
                case "--quick", "--profile" -> flags.add(argument);
                case "start", "flow", "scan" -> parts.add(Part.valueOf(argument.toUpperCase(Locale.ROOT)));
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Settings(
                parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
                flags.contains("--quick"),
                flags.contains("--profile"),
                repositoryRoot());
    }

    /** A tenth with --quick. */
    int scaled(int number) {
        return quick ? number / 10 : number;
    }

    private static Path repositoryRoot() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("services")) && Files.isDirectory(folder.resolve("samples"))) {
                return folder;
            }
        }
        throw new IllegalArgumentException("run the benchmarks inside the repository");
    }
}
