package io.renewals.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The daily scan, now. */
@Command(
        name = "scan",
        description = {
            "Check every account in the window, now, and wait for the scan's end.",
            "An account is checked once for each business date: a second scan of a day checks who came since."
        })
final class ScanCommand extends Leaf {
    private static final Duration POLL = Duration.ofMillis(400);

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "Business date; default: today, where the tenant is")
    private LocalDate date;

    @Option(names = "--no-wait", description = "Return as soon as the scan has begun")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait; the scan goes on without us (default: ${DEFAULT-VALUE})")
    private int timeoutSeconds;

    @Override
    Exit run(Api api, Output output) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (date != null) {
            request.put("businessDate", date.toString());
        }
        byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode scan = api.post("/api/scans", Map.of(), Api.JSON, body);
        if (!noWait) {
            scan = awaitEnd(api, output, scan);
        }
        if (output.json()) {
            output.json(scan);
        } else {
            output.line("Scan " + text(scan, "id") + " for " + text(scan, "businessDate") + " is "
                    + lower(scan, "status") + ": " + figures(scan));
        }
        return Exit.OK;
    }

    private JsonNode awaitEnd(Api api, Output output, JsonNode begun) {
        long end = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
        String id = begun.path("id").asText();
        JsonNode scan = begun;
        String told = "";
        while (isRunning(scan)) {
            String figures = figures(scan);
            if (!figures.equals(told)) {
                output.progress("scanning " + text(scan, "businessDate") + ": " + figures);
                told = figures;
            }
            if (System.nanoTime() > end) {
                throw Failure.of(
                        Exit.UNREACHABLE,
                        "not-finished",
                        "Scan " + id + " still runs after " + timeoutSeconds + " s",
                        "it goes on; see the page /scans, or wait longer with --timeout.");
            }
            pause();
            scan = api.get("/api/scans/" + Api.segment(id), Map.of());
        }
        return scan;
    }

    private static boolean isRunning(JsonNode scan) {
        return "RUNNING".equals(scan.path("status").asText());
    }

    private static String figures(JsonNode scan) {
        return scan.path("seen").asInt() + " seen, " + scan.path("due").asInt() + " due, "
                + scan.path("missed").asInt() + " missed, "
                + scan.path("lapsed").asInt() + " lapsed";
    }

    /** Between two looks at another process, which offers nothing to wait on. */
    private static void pause() {
        try {
            new CountDownLatch(1).await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Exit.UNREACHABLE, "interrupted", "Interrupted", "the scan goes on without us.");
        }
    }
}
