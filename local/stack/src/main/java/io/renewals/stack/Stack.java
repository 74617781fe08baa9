package io.renewals.stack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Running components. Started by {@link #with}, ended by {@link #close()}.
 *
 * <pre>{@code
 * try (Stack stack = Stack.with(Component.KAFKA).start()) {
 *     stack.endpoints().kafka();
 * }
 * }</pre>
 */
public interface Stack extends AutoCloseable {
    /** System property that picks the maker: {@code artefacts} (default) or {@code containers}. */
    String MAKER_PROPERTY = "stack";

    /** Where the components are reached; fixed over {@link #stop} and {@link #start}. */
    Endpoints endpoints();

    /** What runs or has run in this stack. */
    Set<Component> components();

    /** Ends one component in order; its data stays. */
    void stop(Component component);

    /** Ends one component as kill -9 does; its data stays. */
    void kill(Component component);

    /** Starts a component that was stopped or killed, on the same port and data. */
    void start(Component component);

    /** Processes of this machine that belong to the stack; empty where there are none of ours. */
    List<ChildProcess> processes();

    /** Ends everything, in the reverse order of the start; temporary data is deleted. */
    @Override
    void close();

    /** Names what to start; whatever these need is started too. Ports are random, data is temporary. */
    static Plan with(Component... components) {
        return new Plan(components);
    }

    /** All components. */
    static Plan withAll() {
        return new Plan(Component.values());
    }

    /** What to start, where, and with which data. */
    final class Plan {
        private final Set<Component> components = EnumSet.noneOf(Component.class);
        private final Map<Component, Integer> ports = new EnumMap<>(Component.class);
        private Path dataFolder;
        private ChildProcess.LineSink lines;
        private boolean endsAtExit = true;
        private boolean waitsForDisk = true;

        private Plan(Component... components) {
            this.components.addAll(List.of(components));
            if (this.components.contains(Component.REGISTRY)) {
                this.components.add(Component.POSTGRES);
            }
        }

        /** A fixed port instead of a free one. */
        public Plan port(Component component, int port) {
            ports.put(component, port);
            return this;
        }

        /** Keeps the data here over restarts, instead of in a temporary folder. */
        public Plan keepDataIn(Path folder) {
            this.dataFolder = folder;
            return this;
        }

        /**
         * Leaves the end at the JVM's exit to the caller, who has an order of its own. Without it the
         * stack ends by a shutdown hook.
         */
        public Plan endedByCaller() {
            this.endsAtExit = false;
            return this;
        }

        /**
         * A database that waits for no disk: what it has committed outlives its processes, but not the machine. For tests of what
         * services do, on temporary data; never where a kill or a start on kept data is what is asked.
         */
        public Plan forgetful() {
            this.waitsForDisk = false;
            return this;
        }

        /** Gives the children's lines to a reader, instead of to files below the data folder. */
        public Plan linesTo(ChildProcess.LineSink sink) {
            this.lines = sink;
            return this;
        }

        /**
         * Starts with the maker that {@value Stack#MAKER_PROPERTY} names and returns when every
         * component answers.
         *
         * @throws IllegalStateException with the component's last lines, where one does not start
         */
        public Stack start() {
            String maker = System.getProperty(MAKER_PROPERTY, "artefacts");
            return switch (maker) {
                case "artefacts" -> ArtefactStack.start(this);
                case "containers" -> ContainerStack.start(this);
                default ->
                    throw new IllegalArgumentException(
                            "-D" + MAKER_PROPERTY + "=" + maker + ": there is artefacts and containers");
            };
        }

        Set<Component> components() {
            return components;
        }

        int portOf(Component component) {
            return ports.computeIfAbsent(component, any -> Ports.free());
        }

        Optional<Path> dataFolder() {
            return Optional.ofNullable(dataFolder);
        }

        boolean endsAtExit() {
            return endsAtExit;
        }

        boolean waitsForDisk() {
            return waitsForDisk;
        }

        Optional<ChildProcess.LineSink> lines() {
            return Optional.ofNullable(lines);
        }
    }
}
