package io.renewals.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The stack as child processes, from Maven artefacts. */
final class ArtefactStack implements Stack {
    private final Set<Component> components;
    private final Path folder;
    private final boolean temporary;
    private final int mailPort;
    private final PostgresServer postgres;
    private final KafkaBroker kafka;
    private final SchemaRegistry registry;
    private final Thread atExit = new Thread(this::endAtExit, "stack-stop");
    private MailServer mail;

    private ArtefactStack(Plan plan) {
        components = plan.components();
        temporary = plan.dataFolder().isEmpty();
        folder = plan.dataFolder().map(Path::toAbsolutePath).orElseGet(ArtefactStack::temporaryFolder);
        mailPort = wanted(Component.MAIL) ? plan.portOf(Component.MAIL) : 0;
        postgres = wanted(Component.POSTGRES)
                ? new PostgresServer(
                        folder.resolve("postgres"),
                        plan.portOf(Component.POSTGRES),
                        plan.waitsForDisk(),
                        output(plan, Component.POSTGRES))
                : null;
        boolean unpacked = wanted(Component.KAFKA) || wanted(Component.REGISTRY);
        ComponentFiles files = unpacked ? ComponentFiles.find() : null;
        kafka = wanted(Component.KAFKA)
                ? new KafkaBroker(
                        folder.resolve("kafka"), plan.portOf(Component.KAFKA), files, output(plan, Component.KAFKA))
                : null;
        registry = wanted(Component.REGISTRY)
                ? new SchemaRegistry(
                        plan.portOf(Component.REGISTRY),
                        postgres.jdbcUrl(SchemaRegistry.DATABASE),
                        files,
                        output(plan, Component.REGISTRY))
                : null;
    }

    static Stack start(Plan plan) {
        ArtefactStack stack = new ArtefactStack(plan);
        try {
            if (plan.endsAtExit()) {
                Runtime.getRuntime().addShutdownHook(stack.atExit);
            }
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    @Override
    public Endpoints endpoints() {
        return new Endpoints(
                kafka == null ? "" : kafka.address(),
                registry == null ? "" : registry.url(),
                postgres == null ? "" : postgres.jdbcUrl(Database.NAME),
                mailPort == 0 ? "" : "localhost",
                mailPort);
    }

    @Override
    public Set<Component> components() {
        return Set.copyOf(components);
    }

    @Override
    public void start(Component component) {
        switch (component) {
            case POSTGRES -> startPostgres();
            case KAFKA -> kafka.start();
            case REGISTRY -> registry.start();
            case MAIL -> mail = MailServer.start(mailPort);
        }
    }

    @Override
    public void stop(Component component) {
        switch (component) {
            case POSTGRES -> postgres.stop();
            case KAFKA -> kafka.stop();
            case REGISTRY -> registry.stop();
            case MAIL -> mail.close();
        }
    }

    @Override
    public void kill(Component component) {
        switch (component) {
            case POSTGRES -> postgres.kill();
            case KAFKA -> kafka.kill();
            case REGISTRY -> registry.kill();
            case MAIL -> mail.close();
        }
    }

    @Override
    public List<ChildProcess> processes() {
        List<ChildProcess> processes = new ArrayList<>();
        if (postgres != null && postgres.process() != null) {
            processes.add(postgres.process());
        }
        if (kafka != null && kafka.process() != null) {
            processes.add(kafka.process());
        }
        if (registry != null && registry.process() != null) {
            processes.add(registry.process());
        }
        return processes;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is what runs us then.
        }
        end();
    }

    private void startAll() {
        // The registry waits for its database; the broker needs nobody, so both ways go side by side.
        CompletableFuture<Void> broker = wanted(Component.KAFKA)
                ? CompletableFuture.runAsync(kafka::start)
                : CompletableFuture.completedFuture(null);
        try {
            if (wanted(Component.MAIL)) {
                start(Component.MAIL);
            }
            if (wanted(Component.POSTGRES)) {
                startPostgres();
            }
            if (wanted(Component.REGISTRY)) {
                registry.start();
            }
        } finally {
            joined(broker);
        }
    }

    private void startPostgres() {
        postgres.start();
        Database database = new Database(postgres.jdbcUrl(Database.NAME));
        if (registry != null) {
            database.createDatabase(SchemaRegistry.DATABASE);
        }
        database.prepare();
    }

    private void end() {
        if (mail != null) {
            mail.close();
        }
        if (registry != null && registry.process() != null) {
            end(registry::stop, registry::kill);
        }
        if (kafka != null && kafka.process() != null) {
            end(kafka::stop, kafka::kill);
        }
        if (postgres != null && postgres.process() != null) {
            end(postgres::stop, postgres::kill);
        }
        if (temporary) {
            ComponentFiles.deleteRecursively(folder);
        }
    }

    /** Data that nobody will read again needs no orderly end. */
    private void end(Runnable stop, Runnable kill) {
        (temporary ? kill : stop).run();
    }

    private void endAtExit() {
        end();
    }

    private boolean wanted(Component component) {
        return components.contains(component);
    }

    private ChildProcess.Output output(Plan plan, Component component) {
        return plan.lines()
                .<ChildProcess.Output>map(ChildProcess.Output.ToLines::new)
                .orElseGet(() ->
                        new ChildProcess.Output.ToFile(folder.resolve("logs").resolve(component.label() + ".log")));
    }

    private static void joined(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("renewals-stack");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder", e);
        }
    }
}
