package io.renewals.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** A launcher that runs on some data folder, seen from another process. */
final class RunningLauncher {
    private final Path folder;
    private final Properties control = new Properties();

    private RunningLauncher(Path folder) {
        this.folder = folder;
    }

    /** @throws LaunchRefused where none runs on this folder */
    static RunningLauncher in(Path dataFolder) {
        RunningLauncher running = new RunningLauncher(dataFolder.resolve("run"));
        try (var in = Files.newInputStream(running.folder.resolve("control.properties"))) {
            running.control.load(in);
            return running;
        } catch (IOException e) {
            throw new LaunchRefused("no launcher runs on " + dataFolder.toAbsolutePath() + "; start one with: make up");
        }
    }

    int ask(String command, List<String> operands, PrintStream terminal) {
        if (operands.size() != 1) {
            throw new LaunchRefused(command + " needs one name, such as registry, registry-2, kafka or postgres");
        }
        URI uri = URI.create(
                "http://localhost:" + control.getProperty("port") + "/" + command + "/" + operands.getFirst());
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header(ControlDoor.PASS_HEADER, control.getProperty("pass"))
                .POST(BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            terminal.println(response.body());
            return response.statusCode() == 200 ? 0 : 1;
        } catch (IOException e) {
            throw new LaunchRefused("the launcher (process " + control.getProperty("pid") + ") does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    int status(PrintStream terminal) {
        try {
            terminal.println(Files.readString(folder.resolve("processes.json")));
            return 0;
        } catch (IOException e) {
            throw new LaunchRefused("the launcher has not written what runs yet");
        }
    }
}
