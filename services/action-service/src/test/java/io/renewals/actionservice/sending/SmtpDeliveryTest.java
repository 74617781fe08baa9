package io.renewals.actionservice.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an attempt is judged to be, by how far a server that follows a script lets the conversation come. */
class SmtpDeliveryTest {
    /** In place of a reply: the connection is cut. */
    private static final String CUT = "cut";
    /** In place of a reply: nothing, and the connection stays open. */
    private static final String SILENCE = "silence";

    private static final Message MESSAGE = new Message(
            "Maria",
            "maria@acme.example",
            "sam@bayside.example",
            "maria@acme.example",
            "Hi",
            "Hello\n.\nthere",
            null,
            "");

    @Test
    void aPositiveReplyToTheEndIsTaken() throws IOException {
        assertThat(attempt(Map.of())).isInstanceOf(Delivery.Taken.class);
    }

    @Test
    void aPartingThatFailsChangesNothing() throws IOException {
        assertThat(attempt(Map.of("QUIT", CUT))).isInstanceOf(Delivery.Taken.class);
    }

    @Test
    void aCutBeforeDataHandedNothingOver() throws IOException {
        assertThat(attempt(Map.of("MAIL", CUT))).isInstanceOf(Delivery.NotYet.class);
        assertThat(attempt(Map.of("RCPT", CUT))).isInstanceOf(Delivery.NotYet.class);
        assertThat(attempt(Map.of("DATA", CUT))).isInstanceOf(Delivery.NotYet.class);
        assertThat(attempt(Map.of("CONNECT", CUT))).isInstanceOf(Delivery.NotYet.class);
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(delivery(port).attempt(MESSAGE, "<1@renewals.host>")).isInstanceOf(Delivery.NotYet.class);
    }

    @Test
    void aCutOrSilenceAfterTheEndLeavesItInDoubt() throws IOException {
        assertThat(attempt(Map.of(".", CUT))).isInstanceOf(Delivery.InDoubt.class);
        assertThat(attempt(Map.of(".", SILENCE))).isInstanceOf(Delivery.InDoubt.class);
    }

    @Test
    void aTemporaryNoIsTriedAgainWhereverItComes() throws IOException {
        assertThat(attempt(Map.of("RCPT", "450 greylisted"))).isInstanceOf(Delivery.NotYet.class);
        assertThat(attempt(Map.of(".", "451 try later"))).isInstanceOf(Delivery.NotYet.class);
        assertThat(attempt(Map.of("CONNECT", "421 busy"))).isInstanceOf(Delivery.NotYet.class);
    }

    @Test
    void aNoForGoodIsRefusedWhereverItComes() throws IOException {
        assertThat(attempt(Map.of("MAIL", "550 not you"))).isInstanceOf(Delivery.Refused.class);
        assertThat(attempt(Map.of("RCPT", "550 no such mailbox")).detail()).contains("no such mailbox");
        assertThat(attempt(Map.of("DATA", "554 no"))).isInstanceOf(Delivery.Refused.class);
        assertThat(attempt(Map.of(".", "554 content refused"))).isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void aLineBreakInAHeaderIsNeverSent() throws IOException {
        Message forged = new Message(
                "Maria\r\nBcc: eve@evil.example",
                "maria@acme.example",
                "sam@bayside.example",
                "maria@acme.example",
                "Hi",
                "Hello",
                null,
                "");
        assertThat(delivery(1).attempt(forged, "<1@renewals.host>")).isInstanceOf(Delivery.Refused.class);
    }

    private static Delivery attempt(Map<String, String> script) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, script));
            return delivery(server.getLocalPort()).attempt(MESSAGE, "<1@renewals.host>");
        }
    }

    private static void serve(ServerSocket server, Map<String, String> script) {
        try (Socket client = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            if (!say(client, script.getOrDefault("CONNECT", "220 here"))) {
                return;
            }
            boolean inData = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (inData && !line.equals(".")) {
                    continue;
                }
                String command = inData ? "." : line.split("[ :]")[0].toUpperCase();
                inData = false;
                String usual = command.equals("DATA") ? "354 go" : "250 fine";
                String answer = script.getOrDefault(command, usual);
                if (!say(client, answer)) {
                    return;
                }
                inData = command.equals("DATA") && answer.startsWith("354");
            }
        } catch (IOException e) {
            // The client hung up.
        }
    }

    /** False: the conversation is over. */
    private static boolean say(Socket client, String answer) throws IOException {
        if (answer.equals(CUT)) {
            return false;
        }
        if (!answer.equals(SILENCE)) {
            OutputStream out = client.getOutputStream();
            out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return true;
    }

    private static SmtpDelivery delivery(int port) {
        return new SmtpDelivery(new To(port), Clock.systemUTC());
    }

    private record To(int port) implements SendingConfig {
        @Override
        public String host() {
            return "localhost";
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public StartTls startTls() {
            return StartTls.OPTIONAL;
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration replyTimeout() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration poll() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int attempts() {
            return 3;
        }

        @Override
        public Duration retryMin() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration retryMax() {
            return Duration.ofSeconds(1);
        }
    }
}
