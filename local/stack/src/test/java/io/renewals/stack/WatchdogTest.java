package io.renewals.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    @Test
    void childrenEndWhenTheirParentIsKilledAlsoThoseThatIgnoreInterrupts() throws Exception {
        Process parent = new ProcessBuilder(
                        ChildProcess.java(), "-cp", System.getProperty("java.class.path"), ParentOfTwo.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader reader = parent.inputReader()) {
            ProcessHandle child = started(reader);
            ProcessHandle deaf = started(reader);
            assertThat(child.isAlive() && deaf.isAlive()).isTrue();

            parent.destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(15)).until(() -> !child.isAlive() && !deaf.isAlive());
        }
    }

    private static ProcessHandle started(BufferedReader reader) throws IOException {
        return ProcessHandle.of(Long.parseLong(reader.readLine())).orElseThrow();
    }

    /** Starts two children, prints their process ids and waits to be killed. */
    static final class ParentOfTwo {
        public static void main(String[] arguments) throws InterruptedException {
            start("sleeper", "exec sleep 300");
            start("deaf", "trap '' INT; exec sleep 300");
            Thread.currentThread().join();
        }

        private static void start(String name, String script) {
            ChildProcess child = ChildProcess.start(
                    name, List.of("sh", "-c", script), Map.of(), new ChildProcess.Output.ToFile(Path.of("/dev/null")));
            // Not a log: the test reads the ids from this process's output, the one thing that survives its end.
            System.out.println(child.pid());
        }
    }
}
