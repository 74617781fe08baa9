package io.renewals.actionservice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Takes connections on a free port of this machine, each into a conversation of its own. */
final class LoopbackServer implements AutoCloseable {
    /** One connection, until it ends. */
    interface Conversation {
        void with(Socket client);
    }

    private static final int WAITING = 200;

    private final ServerSocket server;
    private final Conversation conversation;

    LoopbackServer(String name, Conversation conversation) throws IOException {
        this.server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        this.conversation = conversation;
        Thread.ofPlatform().daemon().name(name).start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> conversation.with(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
