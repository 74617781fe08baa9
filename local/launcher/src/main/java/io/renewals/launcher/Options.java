package io.renewals.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param command up, demo, train, infra, prepare, restart, kill or status
 * @param operands what follows the command: a service's name, or for infra a command to run
 * @param dataFolder kept between starts
 * @param replicas of every service, 1 or 2
 * @param services which services to start; usually all, fewer while one runs in an IDE
 * @param supervise start services again that ended by themselves or were killed
 */
record Options(
        String command, List<String> operands, Path dataFolder, int replicas, boolean supervise, List<Part> services) {

    static final String USAGE =
            """
            Usage: launcher <command> [options]
              up                 start everything; data stays in the data folder
              demo               the same, then load the samples and scan
              train              run a demo once and record start-up caches, which halve the start (JDK 25)
              infra [-- CMD …]   only broker, registry and database, on free ports with temporary data;
                                 runs CMD with RENEWALS_STACK set, or waits for Ctrl-C
              prepare            create topics and register schemas, at KAFKA_BOOTSTRAP_SERVERS and
                                 SCHEMA_REGISTRY_URL; TOPIC_PARTITIONS (4), TOPIC_REPLICAS (1)
              restart <name>     of the running launcher: stop (SIGTERM) and start a service or component
              kill <name>        the same as kill -9; start it again with restart
              status             what runs
            Options:
              --data DIR         the data folder (.data)
              --replicas N       1 or 2 of every service (1)
              --supervise        start again what was killed
              --services A,B     only these services, while others run elsewhere
            Ports: PORT_BASE=N moves all of them up by N; each has a variable of its own, such as KAFKA_PORT.
            """;

    /** @throws LaunchRefused with what is wrong */
    static Options parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new LaunchRefused(USAGE);
        }
        List<String> operands = new ArrayList<>();
        Path data = Path.of(".data");
        int replicas = 1;
        boolean supervise = false;
        List<Part> services = Part.services();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--data" -> data = Path.of(valueOf(arguments, ++i));
                case "--replicas" -> replicas = replicas(valueOf(arguments, ++i));
                case "--supervise" -> supervise = true;
                case "--services" -> services = services(valueOf(arguments, ++i));
                case "--" -> {
                    operands.addAll(arguments.subList(i + 1, arguments.size()));
                    i = arguments.size();
                }
                default -> {
                    if (argument.startsWith("--")) {
                        throw new LaunchRefused("unknown option " + argument + "\n" + USAGE);
                    }
                    operands.add(argument);
                }
            }
        }
        return new Options(arguments.getFirst(), List.copyOf(operands), data, replicas, supervise, services);
    }

    private static String valueOf(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new LaunchRefused(arguments.get(index - 1) + " needs a value");
        }
        return arguments.get(index);
    }

    private static List<Part> services(String names) {
        List<Part> services = new ArrayList<>();
        for (String name : names.split(",")) {
            services.add(Part.labelled(name.trim())
                    .filter(Part.services()::contains)
                    .orElseThrow(() -> new LaunchRefused("there is no service " + name)));
        }
        return services;
    }

    private static int replicas(String text) {
        if (!text.equals("1") && !text.equals("2")) {
            throw new LaunchRefused("--replicas " + text + ": 1 or 2");
        }
        return Integer.parseInt(text);
    }
}
