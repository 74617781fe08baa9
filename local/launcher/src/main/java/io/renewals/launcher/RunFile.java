package io.renewals.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.stack.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * {@code run/processes.json} in the data folder: what runs, for people and for fault tests. An array of
 * {@code {name, pid, ports: [...], alive, started, command: [...]}}; rewritten as a whole at every change.
 */
final class RunFile {
    /** @param ports TCP, on loopback */
    record Entry(String name, List<Integer> ports, ChildProcess process) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;

    RunFile(Path folder) {
        this.file = folder.resolve("processes.json");
    }

    synchronized void write(List<Entry> entries) {
        ArrayNode all = json.createArrayNode();
        for (Entry entry : entries) {
            ObjectNode one = all.addObject();
            one.put("name", entry.name());
            one.put("pid", entry.process().pid());
            entry.ports().forEach(one.putArray("ports")::add);
            one.put("alive", entry.process().isAlive());
            one.put("started", entry.process().started().toString());
            entry.process().command().forEach(one.putArray("command")::add);
        }
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling("processes.part");
            Files.writeString(part, json.writerWithDefaultPrettyPrinter().writeValueAsString(all));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
