package io.renewals.launcher;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** All replicas of all services. */
final class Fleet implements Upstreams, AutoCloseable {
    private final List<ServiceJvm> services;
    private final boolean supervise;
    private final Console console;
    private final Runnable onChange;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    /** @param onChange called whenever a process was started or ended */
    Fleet(List<ServiceJvm> services, boolean supervise, Console console, Runnable onChange) {
        this.services = List.copyOf(services);
        this.supervise = supervise;
        this.console = console;
        this.onChange = onChange;
    }

    List<ServiceJvm> services() {
        return services;
    }

    /** Starts all at once and returns when each is ready. */
    void start() {
        Instant begun = Instant.now();
        AtomicInteger ready = new AtomicInteger();
        services.forEach(this::startOne);
        onChange.run();
        CompletableFuture<?>[] waits = services.stream()
                .map(service -> CompletableFuture.runAsync(
                        () -> {
                            service.awaitReady(http);
                            console.say("%s is ready on port %d after %.1f s (%d of %d)"
                                    .formatted(
                                            service.name(),
                                            service.port(),
                                            Duration.between(begun, Instant.now())
                                                            .toMillis()
                                                    / 1000.0,
                                            ready.incrementAndGet(),
                                            services.size()));
                        },
                        threads))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(waits).join();
    }

    /** Starts a service, having stopped it first where it still runs; returns when it is ready. */
    void restart(ServiceJvm service) {
        if (service.isAlive()) {
            service.stop();
        }
        startOne(service);
        onChange.run();
        service.awaitReady(http);
        console.say(service.name() + " is ready again");
    }

    Optional<ServiceJvm> named(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    @Override
    public List<URI> of(Part part) {
        List<URI> live = new ArrayList<>(services.stream()
                .filter(service -> service.part() == part && service.isAlive())
                .map(ServiceJvm::base)
                .toList());
        if (live.size() > 1) {
            Collections.rotate(live, turn.getAndIncrement() & 1);
        }
        return live;
    }

    /** Stops all at once, each in its own order. */
    @Override
    public void close() {
        closing = true;
        CompletableFuture.allOf(services.stream()
                        .map(service -> CompletableFuture.runAsync(service::stop, threads))
                        .toArray(CompletableFuture[]::new))
                .join();
        threads.close();
        http.close();
    }

    private void startOne(ServiceJvm service) {
        service.start(() -> ended(service));
    }

    private void ended(ServiceJvm service) {
        if (closing) {
            return;
        }
        onChange.run();
        if (!supervise) {
            console.say(service.name() + " ended; start it again with: make restart SERVICE=" + service.name());
            return;
        }
        console.say(service.name() + " ended and is started again");
        threads.submit(() -> restart(service));
    }
}
