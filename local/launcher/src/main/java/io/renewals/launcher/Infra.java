package io.renewals.launcher;

import io.renewals.stack.Component;
import io.renewals.stack.Endpoints;
import io.renewals.stack.SharedStack;
import io.renewals.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Broker, registry and database alone, shared by all tests of a build. */
final class Infra {
    private Infra() {}

    /** @return exit code of the command that was run on it, 0 without one */
    static int run(Options options, PrintStream terminal) {
        try (Stack stack =
                Stack.with(Component.KAFKA, Component.REGISTRY).forgetful().start()) {
            Endpoints endpoints = stack.endpoints();
            SharedStack.prepareTopics(endpoints, false);
            Path file = Files.createTempFile("renewals-stack", ".properties");
            try {
                endpoints.writeTo(file);
                terminal.println(SharedStack.VARIABLE + "=" + file);
                return options.operands().isEmpty() ? waitForever() : runOn(file, options);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note the running stack", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int runOn(Path file, Options options) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(options.operands()).inheritIO();
        command.environment().put(SharedStack.VARIABLE, file.toString());
        return command.start().waitFor();
    }

    private static int waitForever() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }
}
