package io.renewals.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    @Test
    void aChildEndsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        ChildProcess.java(), "-cp", System.getProperty("java.class.path"), ParentOfOne.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader reader = parent.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(reader.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(15)).until(() -> !child.isAlive());
        }
    }

    /** Starts a child, prints its process id and waits to be killed. */
    static final class ParentOfOne {
        public static void main(String[] arguments) throws InterruptedException {
            ChildProcess child = ChildProcess.start(
                    "sleeper", List.of("sleep", "300"), Map.of(), new ChildProcess.Output.ToFile(Path.of("/dev/null")));
            System.out.println(child.pid());
            Thread.currentThread().join();
        }
    }
}
