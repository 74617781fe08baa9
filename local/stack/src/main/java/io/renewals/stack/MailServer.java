package io.renewals.stack;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** Takes any mail for anybody and sends none on. */
public final class MailServer implements AutoCloseable {
    private static final int START_MS = 10_000;

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** Listens on loopback and keeps the mail in memory. */
    public static MailServer start(int port) {
        GreenMail server = listening(port);
        return new MailServer(server);
    }

    /**
     * Listens on loopback and gives each mail, once per recipient, to the handler before its sender
     * hears that it was taken; a handler that throws refuses the mail.
     */
    public static MailServer start(int port, MessageDeliveryHandler handler) {
        GreenMail server = listening(port);
        server.getUserManager().setMessageDeliveryHandler(handler);
        return new MailServer(server);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** What has arrived since the start or {@link #clear()}, oldest first. */
    public List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }

    /** Forgets what has arrived. */
    public void clear() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException("cannot empty the mailboxes", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private static GreenMail listening(int port) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(START_MS);
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }
}
