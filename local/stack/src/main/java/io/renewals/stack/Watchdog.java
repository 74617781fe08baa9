package io.renewals.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the children of this process when it dies, in whatever way it dies.
 *
 * <p>A small shell reads the ids of running children from a pipe whose other end this process holds.
 * The kernel closes the pipe at its death, kill -9 included; the shell then asks what is still on its
 * list to end and kills the rest after ten seconds. It asks by SIGINT, PostgreSQL's fast shutdown, and
 * by SIGTERM, since a program started from a background job may ignore the first.
 */
final class Watchdog {
    private static final String SCRIPT =
            """
            pids=' '
            while read -r op pid; do
              case $op in
                add) pids="$pids$pid " ;;
                gone) pids="${pids%% $pid *} ${pids#* $pid }" ;;
              esac
            done
            [ "$pids" = ' ' ] && exit 0
            alive() {
              for pid in $pids; do kill -0 "$pid" 2>/dev/null && return 0; done
              return 1
            }
            kill -INT $pids 2>/dev/null
            kill -TERM $pids 2>/dev/null
            i=0
            while alive && [ $i -lt 50 ]; do
              sleep 0.2
              i=$((i + 1))
            done
            kill -KILL $pids 2>/dev/null
            exit 0
            """;

    private static Watchdog instance;

    private final OutputStream pipe;

    private Watchdog(OutputStream pipe) {
        this.pipe = pipe;
    }

    /** One for all children of this process. */
    static synchronized Watchdog ofThisProcess() {
        if (instance == null) {
            instance = start();
        }
        return instance;
    }

    /** Watches the child until it ends. */
    void add(Process child) {
        tell("add " + child.pid());
        child.onExit().thenRun(() -> tell("gone " + child.pid()));
    }

    private static Watchdog start() {
        List<String> command = new ArrayList<>(SeparateSession.prefix());
        command.addAll(List.of("sh", "-c", SCRIPT));
        try {
            Process shell = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return new Watchdog(shell.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the watchdog", e);
        }
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the watchdog is gone; children might outlive this process", e);
        }
    }
}
