package io.renewals.stack;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes any mail for anybody and sends none on. */
public final class MailServer implements AutoCloseable {
    private static final int START_MS = 10_000;
    private static final int KEPT_IN_MEMORY = 100;

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /** Listens on loopback and keeps the mail in memory. */
    public static MailServer start(int port) {
        GreenMail server = listening(port);
        return new MailServer(server);
    }

    /** Takes a mail for one of its recipients, before its sender hears that it was taken. */
    @FunctionalInterface
    public interface Arrival {
        void of(MimeMessage mail, String recipient) throws MessagingException;
    }

    /** Listens on loopback and gives each mail, once per recipient, to whoever keeps it; memory keeps the last few. */
    public static MailServer start(int port, Arrival arrival) {
        MailServer started = new MailServer(listening(port));
        UserManager users = started.server.getUserManager();
        AtomicInteger arrived = new AtomicInteger();
        users.setMessageDeliveryHandler((MovingMessage mail, MailAddress recipient) -> {
            if (arrived.incrementAndGet() % KEPT_IN_MEMORY == 0) {
                started.clear();
            }
            arrival.of(mail.getMessage(), recipient.getEmail());
            return userOf(users, recipient.getEmail());
        });
        return started;
    }

    private static GreenMailUser userOf(UserManager users, String address) throws UserException {
        GreenMailUser known = users.getUserByEmail(address);
        return known == null ? users.createUser(address, address, address) : known;
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
        GreenMail server = new Prompt(setup);
        server.start();
        return server;
    }

    /** Sends each line of an answer at once; else the second waits until the sender's system has acknowledged the first, 40 ms. */
    private static final class Prompt extends GreenMail {
        Prompt(ServerSetup setup) {
            super(setup);
        }

        @Override
        protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
            Map<String, AbstractServer> services = new HashMap<>();
            for (ServerSetup setup : setups) {
                services.put(setup.getProtocol(), new PromptSmtp(setup, managers));
            }
            return services;
        }
    }

    private static final class PromptSmtp extends SmtpServer {
        PromptSmtp(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket sender) {
            try {
                sender.setTcpNoDelay(true);
            } catch (SocketException e) {
                throw new UncheckedIOException(e);
            }
            return super.createProtocolHandler(sender);
        }
    }
}
