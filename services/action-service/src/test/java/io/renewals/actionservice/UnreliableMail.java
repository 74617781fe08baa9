package io.renewals.actionservice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Between the sender and a real mail server: passes each conversation on, and breaks it where the recipient's address says so.
 * {@code lost-after}: the server takes the mail and the sender never hears of it. {@code lost-before}: the first conversation ends
 * before DATA. {@code refused}: 550 to the recipient.
 */
public final class UnreliableMail implements AutoCloseable {
    private final LoopbackServer server;
    private final Set<String> lostOnce = ConcurrentHashMap.newKeySet();
    private volatile int upstreamPort;

    UnreliableMail() throws IOException {
        server = new LoopbackServer("unreliable-mail", this::converse);
    }

    int port() {
        return server.port();
    }

    public void passOnTo(int port) {
        upstreamPort = port;
    }

    private void converse(Socket client) {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), upstreamPort)) {
            BufferedReader asked = reader(client);
            BufferedReader answered = reader(upstream);
            reply(answered, client.getOutputStream());
            String recipient = "";
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                if (line.toUpperCase().startsWith("RCPT TO")) {
                    recipient = line;
                    if (recipient.contains("lost-before") && lostOnce.add(recipient)) {
                        return;
                    }
                    if (recipient.contains("refused")) {
                        write(client.getOutputStream(), "550 5.1.1 no such mailbox");
                        continue;
                    }
                }
                write(upstream.getOutputStream(), line);
                String answer = reply(answered, client.getOutputStream());
                if (answer.isEmpty()) {
                    return;
                }
                if (line.equalsIgnoreCase("DATA") && answer.startsWith("354")) {
                    for (String body = asked.readLine(); body != null; body = asked.readLine()) {
                        write(upstream.getOutputStream(), body);
                        if (body.equals(".")) {
                            break;
                        }
                    }
                    if (recipient.contains("lost-after")) {
                        answered.readLine();
                        return;
                    }
                    reply(answered, client.getOutputStream());
                }
            }
        } catch (IOException e) {
            // A side that hung up ends the conversation; that is what is being tried out.
        }
    }

    private static String reply(BufferedReader from, OutputStream to) throws IOException {
        String line;
        do {
            line = from.readLine();
            if (line == null) {
                return "";
            }
            write(to, line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return line;
    }

    private static void write(OutputStream to, String line) throws IOException {
        to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        to.flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        server.close();
    }
}
