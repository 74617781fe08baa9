package io.renewals.actionservice.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.ConfigProvider;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same handlers hear what comes over Slack's socket, and answer each envelope. */
class SocketModeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final List<String> proofs = new CopyOnWriteArrayList<>();
    private Socket socket;
    private HttpServer api;
    private SocketMode mode;

    @BeforeEach
    void start() throws Exception {
        socket = new Socket();
        socket.start();
        socket.started.await();
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/api/apps.connections.open", exchange -> {
            byte[] answer = ("{\"ok\":true,\"url\":\"ws://localhost:" + socket.getPort() + "/link\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        api.start();
        SlackAccess access = access("http://localhost:" + api.getAddress().getPort() + "/api/", Optional.of("xapp-1"));
        mode = new SocketMode(access, new SlackCalls(access, ConfigProvider.getConfig()), this::hear, JSON);
        mode.start(null);
        socket.connected.await();
    }

    @AfterEach
    void stop() throws Exception {
        mode.stop(null);
        socket.stop(1_000);
        api.stop(0);
    }

    @Test
    void aClickIsHeardAndAcknowledged() {
        socket.send(
                """
                {"envelope_id":"e-1","type":"interactive","accepts_response_payload":true,
                 "payload":{"type":"block_actions","trigger_id":"t-1","team":{"id":"T0ACME"},"user":{"id":"U0MARIA"},
                   "actions":[{"action_id":"approve","value":"x"}]}}""");

        await().until(() -> !socket.received.isEmpty());
        assertThat(socket.received.getFirst().path("envelope_id").asText()).isEqualTo("e-1");
        assertThat(socket.received.getFirst().has("payload")).isFalse();
        assertThat(proofs).containsExactly("envelope e-1");
        assertThat(heard).singleElement().isInstanceOfSatisfying(Incoming.Interaction.class, click -> {
            assertThat(click.team()).isEqualTo("T0ACME");
            assertThat(click.user()).isEqualTo("U0MARIA");
            assertThat(click.id()).contains("t-1");
        });
    }

    @Test
    void aCommandIsAnsweredInItsEnvelope() {
        socket.send(
                """
                {"envelope_id":"e-2","type":"slash_commands","accepts_response_payload":true,
                 "payload":{"command":"/renewals","text":"help","team_id":"T0ACME","user_id":"U0MARIA","trigger_id":"t-2"}}""");

        await().until(() -> !socket.received.isEmpty());
        assertThat(socket.received.getFirst().at("/payload/text").asText()).isEqualTo("you said help");
    }

    @Test
    void anEventIsHeard() {
        socket.send(
                """
                {"envelope_id":"e-3","type":"events_api","accepts_response_payload":false,
                 "payload":{"type":"event_callback","team_id":"T0ACME","event_id":"Ev1",
                   "event":{"type":"app_home_opened","user":"U0MARIA","tab":"home"}}}""");

        await().until(() -> !socket.received.isEmpty());
        assertThat(heard).singleElement().isInstanceOfSatisfying(Incoming.Event.class, event -> assertThat(
                        event.opensHome())
                .isTrue());
    }

    private Reply hear(Incoming incoming, String proof) {
        heard.add(incoming);
        proofs.add(proof);
        return incoming instanceof Incoming.SlashCommand command
                ? new Reply.Json("{\"text\":\"you said " + command.text() + "\"}")
                : new Reply.Acknowledged();
    }

    static SlackAccess access(String apiUrl, Optional<String> appToken) {
        return new SlackAccess() {
            @Override
            public String apiUrl() {
                return apiUrl;
            }

            @Override
            public Optional<String> botToken() {
                return Optional.empty();
            }

            @Override
            public Optional<String> signingSecret() {
                return Optional.empty();
            }

            @Override
            public Optional<String> appToken() {
                return appToken;
            }

            @Override
            public String publicUrl() {
                return "http://localhost:8080";
            }

            @Override
            public Duration acknowledgeWithin() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration takeUpAfter() {
                return Duration.ofSeconds(30);
            }

            @Override
            public Duration takeUpEvery() {
                return Duration.ofSeconds(10);
            }
        };
    }

    /** Slack's end of the socket. */
    private static final class Socket extends WebSocketServer {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch connected = new CountDownLatch(1);
        private final List<JsonNode> received = new CopyOnWriteArrayList<>();

        Socket() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        }

        void send(String message) {
            broadcast(message);
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {
            connection.send("{\"type\":\"hello\",\"num_connections\":1}");
            connected.countDown();
        }

        @Override
        public void onMessage(WebSocket connection, String message) {
            try {
                received.add(JSON.readTree(message));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new AssertionError(message, e);
            }
        }

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {
            // the client goes when its test ends
        }

        @Override
        public void onError(WebSocket connection, Exception failure) {
            // a connection that breaks at the end of a test
        }
    }
}
