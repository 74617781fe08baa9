package io.renewals.launcher;

import io.renewals.stack.ChildProcess;
import io.renewals.stack.Component;
import io.renewals.stack.Endpoints;
import io.renewals.stack.MailServer;
import io.renewals.stack.Ports;
import io.renewals.stack.SharedStack;
import io.renewals.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The product on this machine: starts its parts in the order they need each other, and ends them in the reverse. */
final class Laptop {
    private final Options options;
    private final Map<String, String> environment;
    private final PortPlan ports;
    private final Path data;
    private final Console console;
    private final RunFile runFile;
    /** Referred to for as long as we run: a channel that is collected is closed, and its lock gone. */
    private final FileChannel lock;
    /** What to end, last started first. */
    private final Deque<Started> started = new ArrayDeque<>();

    private Stack stack;
    private volatile Fleet fleet;
    private boolean ended;
    /** Whether it came to an exit code of its own; else somebody ends it by a signal. */
    private volatile boolean returned;

    private record Started(String name, AutoCloseable part) {}

    private Laptop(Options options, Map<String, String> environment, PrintStream terminal) {
        this.options = options;
        this.environment = environment;
        this.ports = new PortPlan(environment);
        this.data = options.dataFolder().toAbsolutePath().normalize();
        this.runFile = new RunFile(data.resolve("run"));
        List<String> complaints = ports.complaints(options.replicas(), Ports::isFree);
        if (!complaints.isEmpty()) {
            throw new LaunchRefused(String.join("\n", complaints));
        }
        this.lock = lockedData();
        this.console = new Console(terminal, data.resolve("logs"));
    }

    /** @return exit code; returns only when the start failed, else Ctrl-C or SIGTERM ends the JVM in order */
    static int run(Options options, Map<String, String> environment, PrintStream terminal, boolean withSamples) {
        Laptop laptop = new Laptop(options, environment, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(laptop::end, "end"));
        try {
            laptop.start();
            if (withSamples && options.services().equals(Part.services())) {
                new LoadSamples(laptop.address(), laptop.console).run();
            }
            if (laptop.training()) {
                laptop.console.announce("recording what the services loaded; this takes a minute or two");
                return 0;
            }
            laptop.announceReady(withSamples);
            new CountDownLatch(1).await();
            return 0;
        } catch (LaunchRefused e) {
            laptop.console.announce(e.getMessage());
            return 1;
        } catch (InterruptedException | RuntimeException e) {
            laptop.console.announce("The start failed: " + rootOf(e).getMessage() + "\nThe whole log: "
                    + laptop.data.resolve("logs/launcher.log"));
            return 1;
        } finally {
            laptop.returned = true;
        }
    }

    private void start() {
        List<Part> wanted = options.services();
        wanted.forEach(part -> ServiceJvm.jarOf(Repository.root(), part));
        console.say("data in " + data);
        startStack();
        MailFolder mailFolder = new MailFolder(data.resolve("mail"));
        MailServer smtp = keep("mail", MailServer.start(ports.of(Part.SMTP), mailFolder::keep));
        CompanyZones zones = CompanyZones.of(Repository.root().resolve("samples"));
        keep("mailbox page", new MailboxSite(ports.of(Part.MAILBOX), mailFolder, zones));
        Endpoints endpoints = stack.endpoints().withMail("localhost", smtp.port());
        Map<String, String> secrets = Secrets.in(data, environment);
        Map<String, String> settings = ServiceSettings.of(endpoints, ports, secrets, environment);
        keep("stand-ins", new StandIns(ports, settings));
        console.say("mail, mailbox page and stand-ins are ready");
        SharedStack.prepareTopics(endpoints, false);
        console.say("topics are created, schemas are registered");
        startServices(wanted, settings);
        keep("front door", new FrontDoor(ports.of(Part.FRONT_DOOR), this::upstreams));
        keep("control door", new ControlDoor(data.resolve("run"), this::command));
    }

    private void startStack() {
        console.say("starting kafka, schema-registry and postgres");
        stack = Stack.with(Component.KAFKA, Component.REGISTRY)
                .port(Component.POSTGRES, ports.of(Part.POSTGRES))
                .port(Component.KAFKA, ports.of(Part.KAFKA))
                .port(Component.REGISTRY, ports.of(Part.SCHEMA_REGISTRY))
                .keepDataIn(data)
                .linesTo(console)
                .endedByCaller()
                .start();
        keep("kafka, schema-registry and postgres", stack);
        writeRunFile();
        console.say("kafka, schema-registry and postgres are ready");
    }

    private void startServices(List<Part> parts, Map<String, String> settings) {
        List<ServiceJvm> services = new ArrayList<>();
        StartCache cache = new StartCache(Repository.root().resolve("target/aot"), training());
        for (int replica = 1; replica <= options.replicas(); replica++) {
            for (Part part : parts) {
                services.add(new ServiceJvm(part, replica, ports.of(part, replica), settings, cache, console));
            }
        }
        console.say("starting " + services.size() + " services");
        fleet = new Fleet(services, options.supervise(), console, this::writeRunFile);
        keep("services", fleet);
        fleet.start();
    }

    private List<URI> upstreams(Part part) {
        return switch (part) {
            case MAILBOX, SLACK -> List.of(URI.create("http://localhost:" + ports.of(part)));
            default -> fleet.of(part);
        };
    }

    /** What another process may ask for. */
    private synchronized void command(String command, String name) {
        ServiceJvm service = fleet.named(name).orElse(null);
        Component component = service == null ? componentNamed(name) : null;
        switch (command) {
            case "restart" -> {
                if (service != null) {
                    fleet.restart(service);
                } else {
                    stack.stop(component);
                    stack.start(component);
                    console.say(name + " is ready again");
                }
            }
            case "kill" -> {
                if (service != null) {
                    service.kill();
                } else {
                    stack.kill(component);
                }
            }
            default -> throw new LaunchRefused("unknown command " + command);
        }
        writeRunFile();
    }

    private Component componentNamed(String name) {
        for (Component component : stack.components()) {
            if (component.label().equals(name)) {
                return component;
            }
        }
        throw new LaunchRefused("there is no " + name + " here");
    }

    private void writeRunFile() {
        List<RunFile.Entry> entries = new ArrayList<>();
        for (ChildProcess process : stack.processes()) {
            List<Integer> port =
                    Part.labelled(process.name()).map(ports::of).stream().toList();
            entries.add(new RunFile.Entry(process.name(), port, process));
        }
        Fleet current = fleet;
        if (current != null) {
            for (ServiceJvm service : current.services()) {
                service.process()
                        .ifPresent(process ->
                                entries.add(new RunFile.Entry(service.name(), List.of(service.port()), process)));
            }
        }
        runFile.write(entries);
    }

    private boolean training() {
        return options.command().equals("train");
    }

    private URI address() {
        return URI.create("http://localhost:" + ports.of(Part.FRONT_DOOR));
    }

    private void announceReady(boolean withSamples) {
        String next = withSamples ? "what is due is queued" : "nothing is loaded yet: make demo, or import a sheet";
        console.announce(
                """

                READY %1$s
                  %1$s/queue            the owner's queue: %2$s
                  %1$s/accounts         every account and its state
                  %1$s/audit            who did what, on which evidence
                  %1$s/mailbox          every mail that was sent
                  %1$s/slack-stand-in/  the owners' Slack
                Sign in as maria (owner), ada (admin) or otto (auditor) of acme, gina (owner) of globex; the password is the name.
                Ctrl-C stops everything; the data stays in %3$s."""
                        .formatted(address(), next, data));
    }

    private synchronized <T extends AutoCloseable> T keep(String name, T part) {
        started.push(new Started(name, part));
        return part;
    }

    /** Ends what was started, last first. Runs once, at the JVM's exit. */
    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        while (!started.isEmpty()) {
            Started next = started.pop();
            console.say("stopping " + next.name());
            try {
                next.part().close();
            } catch (Exception e) {
                console.say(next.name() + " did not stop cleanly: " + e.getMessage());
            }
        }
        runFile.delete();
        console.say("stopped");
        console.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + data, e);
        }
        if (!returned) {
            // Ctrl-C is how one ends it: no failure, and make would print one.
            Runtime.getRuntime().halt(0);
        }
    }

    /** Held until this process ends, however it ends. */
    private FileChannel lockedData() {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new LaunchRefused("another launcher runs on " + data + "; --data names another folder");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + data, e);
        }
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
