package io.renewals.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Lets another process ask the running launcher for something: {@code POST /<command>/<name>}. Where
 * it listens and the pass it asks for stand in {@code run/control.properties}, which only this user reads.
 */
final class ControlDoor implements AutoCloseable {
    static final String PASS_HEADER = "X-Launcher-Pass";

    private final HttpServer server;
    private final Path file;
    private final String pass;
    private final BiConsumer<String, String> command;

    /** @param command given the command and the name; a {@link LaunchRefused} goes back to who asked */
    ControlDoor(Path folder, BiConsumer<String, String> command) {
        this.command = command;
        this.file = folder.resolve("control.properties");
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.pass = HexFormat.of().formatHex(random);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            write();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the control door", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private void write() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("port", Integer.toString(server.getAddress().getPort()));
        properties.setProperty("pass", pass);
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        OwnFile.create(file);
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] words = exchange.getRequestURI().getPath().substring(1).split("/", 2);
            if (!pass.equals(exchange.getRequestHeaders().getFirst(PASS_HEADER)) || words.length != 2) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            try {
                command.accept(words[0], words[1]);
                answer(exchange, 200, words[1] + ": " + words[0] + " done");
            } catch (LaunchRefused | IllegalStateException e) {
                answer(exchange, 409, String.valueOf(e.getMessage()));
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
