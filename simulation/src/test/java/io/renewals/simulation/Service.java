package io.renewals.simulation;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.renewals.store.OutboxRelay;
import io.renewals.store.OutboxWake;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * One service without its framework: its handlers and its scheduled methods, found by their annotations, on objects made through
 * their constructors. Nothing of it runs by itself.
 */
final class Service {
    private final String name;
    private final Settings settings;
    private final Beans beans;
    private final List<Class<?>> classes;
    /** How often something was asked of it, so that its tables may have changed. */
    private long touches;

    /**
     * @param marker a class of the service's first package
     * @param environment as a launcher sets it
     * @param given what the world outside gives, by the schema that the service keeps its state in; empty: it keeps none
     */
    Service(Class<?> marker, Map<String, String> environment, Function<Optional<String>, Map<Class<?>, Object>> given) {
        Properties application = new Properties();
        this.classes = load(marker, application);
        this.settings = new Settings(environment, application);
        this.name = settings.value("quarkus.application.name").orElseThrow();
        this.beans = new Beans(settings, given.apply(schema()));
    }

    /** A method that the scheduler calls, at a cron expression or every so often. */
    record Job(Service service, Method method, Object bean, String cron, String every) {
        void run() {
            service.touches++;
            invoke(method, bean);
        }

        @Override
        public String toString() {
            return service.name + "." + method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
    }

    String name() {
        return name;
    }

    Optional<String> schema() {
        return settings.value("renewals.store.schema");
    }

    <T> T get(Class<T> type) {
        touches++;
        return beans.get(type);
    }

    /** Something was asked of it from outside. */
    void touch() {
        touches++;
    }

    long touches() {
        return touches;
    }

    /** Empty: no handler or job of this service wants one. */
    <T> Optional<T> made(Class<T> type) {
        return beans.made().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    Settings settings() {
        return settings;
    }

    /** Handlers onto the bus. */
    void subscribe(Bus bus) {
        for (Class<?> type : classes) {
            for (Method method : type.getDeclaredMethods()) {
                for (Incoming incoming : method.getAnnotationsByType(Incoming.class)) {
                    Object bean = beans.get(type);
                    bus.subscribe(topics(incoming.value()), polled -> {
                        touches++;
                        invoke(method, bean, polled);
                    });
                }
            }
        }
    }

    private Set<String> topics(String channel) {
        return settings.value("mp.messaging.incoming." + channel + ".topics")
                .map(list -> Set.of(list.strip().split("\\s*,\\s*")))
                .orElse(Set.of(channel));
    }

    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        for (Class<?> type : classes) {
            for (Method method : type.getDeclaredMethods()) {
                for (Scheduled scheduled : method.getAnnotationsByType(Scheduled.class)) {
                    jobs.add(new Job(
                            this,
                            method,
                            beans.get(type),
                            settings.resolved(scheduled.cron()),
                            settings.resolved(scheduled.every())));
                }
            }
        }
        return jobs;
    }

    /** What a start would call on these beans; the others' threads are the simulation's to be. */
    void start(Set<String> simpleNames) {
        for (Object bean : beans.made()) {
            if (simpleNames.contains(bean.getClass().getSimpleName())) {
                Arrays.stream(bean.getClass().getDeclaredMethods())
                        .filter(Service::observesStart)
                        .forEach(method -> invoke(method, bean, new StartupEvent()));
            }
        }
    }

    private static boolean observesStart(Method method) {
        return method.getParameterCount() == 1
                && method.getParameterTypes()[0] == StartupEvent.class
                && method.getParameters()[0].isAnnotationPresent(Observes.class);
    }

    /** Publishes what the service's transactions have left, once one of them has woken the relay, as its own thread does. */
    void relay() {
        if (schema().isEmpty() || !isWoken()) {
            return;
        }
        OutboxRelay relay = beans.get(OutboxRelay.class);
        int published;
        do {
            published = relay.round();
        } while (published > 0);
    }

    private boolean isWoken() {
        try {
            return beans.get(OutboxWake.class).await(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void invoke(Method method, Object bean, Object... arguments) {
        try {
            method.setAccessible(true);
            method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " can't be called", e);
        }
    }

    private static List<Class<?>> load(Class<?> marker, Properties application) {
        try {
            URI place =
                    marker.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                return load(marker, path, application);
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                return load(marker, jar.getPath("/"), application);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> load(Class<?> marker, Path root, Properties application) throws IOException {
        try (InputStream in = Files.newInputStream(root.resolve("application.properties"))) {
            application.load(in);
        }
        Path first = root.resolve(marker.getPackageName().replace('.', '/'));
        Set<Class<?>> found = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(first)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String inside = root.relativize(file).toString().replace('/', '.');
                String type = inside.substring(0, inside.length() - ".class".length());
                if (!type.endsWith("package-info")) {
                    found.add(Class.forName(type, false, marker.getClassLoader()));
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(found);
    }
}
