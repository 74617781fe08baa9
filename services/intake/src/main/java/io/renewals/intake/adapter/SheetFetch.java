package io.renewals.intake.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads a configured URL. Redirects are followed by hand, three at most: spreadsheets on the web redirect to the host that serves
 * the file. A redirect never leaves https for http, and never leads from the internet into a private network.
 */
public final class SheetFetch implements AutoCloseable {
    private static final int MAX_REDIRECTS = 3;

    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration timeout;
    private final int maxBytes;
    private final String accept;

    /** @param timeout of all of it, redirects and the whole content too @param accept media types that are asked for */
    public SheetFetch(Duration timeout, int maxBytes, String accept) {
        this.accept = accept;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What the URL answered. */
    public sealed interface Answer permits Unchanged, Content, Failed {}

    /** The server says that nothing changed since. */
    public record Unchanged() implements Answer {}

    public record Content(byte[] bytes, Optional<String> etag, Optional<String> lastModified) implements Answer {}

    /** @param reason for a person; tried again at the next round */
    public record Failed(String reason) implements Answer {}

    /**
     * Gives up at the deadline wherever it is by then: a server that stalls in the middle of a file costs no other its turn.
     *
     * @param etag with lastModified: what the last content came with
     */
    public Answer fetch(URI url, Optional<String> etag, Optional<String> lastModified) throws InterruptedException {
        Future<Answer> reading = threads.submit(() -> follow(url, etag, lastModified));
        try {
            return reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Failed("was not there in full after " + timeout.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading a watched address", e.getCause());
        } finally {
            reading.cancel(true);
        }
    }

    private Answer follow(URI url, Optional<String> etag, Optional<String> lastModified) throws InterruptedException {
        URI at = url;
        try {
            for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
                HttpRequest.Builder request = HttpRequest.newBuilder(at).header("Accept", accept);
                etag.ifPresent(value -> request.header("If-None-Match", value));
                lastModified.ifPresent(value -> request.header("If-Modified-Since", value));
                HttpResponse<InputStream> response =
                        client.send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    int status = response.statusCode();
                    if (status == 304) {
                        return new Unchanged();
                    }
                    if (status == 200) {
                        return content(response, body);
                    }
                    Optional<String> location = response.headers().firstValue("Location");
                    if (status / 100 != 3 || location.isEmpty()) {
                        return new Failed("answered with status " + status);
                    }
                    URI next = at.resolve(location.get());
                    Optional<String> objection = objection(at, next);
                    if (objection.isPresent()) {
                        return new Failed(objection.get());
                    }
                    at = next;
                }
            }
            return new Failed("redirects more than " + MAX_REDIRECTS + " times");
        } catch (IOException | IllegalArgumentException e) {
            return new Failed(
                    "can't be read: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
    }

    private Answer content(HttpResponse<InputStream> response, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            return new Failed("is larger than " + maxBytes + " bytes");
        }
        return new Content(
                bytes, response.headers().firstValue("ETag"), response.headers().firstValue("Last-Modified"));
    }

    /** Where the configured address is a private one itself, its redirects may be too. */
    private static Optional<String> objection(URI from, URI to) throws IOException {
        if (to.getHost() == null || !("https".equals(to.getScheme()) || "http".equals(to.getScheme()))) {
            return Optional.of("redirects to something that is no web address");
        }
        if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
            return Optional.of("redirects from https to http");
        }
        if (isPrivate(to.getHost()) && !isPrivate(from.getHost())) {
            return Optional.of("redirects into a private network");
        }
        return Optional.empty();
    }

    private static boolean isPrivate(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
            if (address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()
                    || uniqueLocal) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.shutdownNow();
    }
}
