package io.renewals.actionservice;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Between the service and its database, passing everything on. While it is late, whatever the database answers arrives that much later,
 * as over a long way: each way there and back costs the delay once, and what was asked together is answered together.
 */
public final class LateDatabase implements AutoCloseable {
    private static final String PREFIX = "jdbc:";
    private static final int BUFFER = 64 * 1024;

    private final URI database;
    private final LoopbackServer server;
    private final AtomicLong waysThereAndBack = new AtomicLong();
    private volatile Duration late = Duration.ZERO;

    LateDatabase(String jdbcUrl) throws IOException {
        database = URI.create(jdbcUrl.substring(PREFIX.length()));
        server = new LoopbackServer("late-database", this::converse);
    }

    /** Of the same database, this way. */
    String jdbcUrl() {
        return PREFIX + "postgresql://localhost:" + server.port() + database.getPath();
    }

    /** From now on, also on connections that are there. */
    public void answers(Duration thatMuchLater) {
        late = thatMuchLater;
    }

    /** How often the database has been asked anew after it had answered, by all connections so far. */
    public long waysThereAndBack() {
        return waysThereAndBack.get();
    }

    private void converse(Socket service) {
        try (service;
                Socket upstream = new Socket(database.getHost(), database.getPort())) {
            service.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
            AtomicBoolean answered = new AtomicBoolean(true);
            Thread.ofVirtual().start(() -> ask(service, upstream, answered));
            Thread.ofVirtual().start(() -> listen(upstream, answers, answered));
            answer(answers, service.getOutputStream());
        } catch (IOException e) {
            // A side that hung up ends the conversation for both.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Socket service, Socket upstream, AtomicBoolean answered) {
        byte[] buffer = new byte[BUFFER];
        try (upstream) {
            InputStream from = service.getInputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (answered.getAndSet(false)) {
                    waysThereAndBack.incrementAndGet();
                }
                upstream.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The service's end of it; the database's is read until it ends too.
        }
    }

    /** @param bytes none: there are no more @param due by {@link System#nanoTime} */
    private record Answer(byte[] bytes, long due) {}

    private void listen(Socket upstream, BlockingQueue<Answer> answers, AtomicBoolean answered) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream from = upstream.getInputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                answered.set(true);
                answers.add(new Answer(Arrays.copyOf(buffer, read), System.nanoTime() + late.toNanos()));
            }
        } catch (IOException e) {
            // Either side hung up.
        } finally {
            answers.add(new Answer(new byte[0], System.nanoTime()));
        }
    }

    private static void answer(BlockingQueue<Answer> answers, OutputStream service)
            throws IOException, InterruptedException {
        for (Answer next = answers.take(); next.bytes().length > 0; next = answers.take()) {
            for (long left = next.due() - System.nanoTime(); left > 0; left = next.due() - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            service.write(next.bytes());
            service.flush();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
