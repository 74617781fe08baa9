package io.renewals.simulation;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.renewals.stack.MailServer;
import io.renewals.stack.Ports;
import io.smallrye.mutiny.Uni;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All mail that arrives: customers' over SMTP, owners' from the notifier's mailer. */
final class Mailboxes implements AutoCloseable {
    private final List<Arrived> customers = new ArrayList<>();
    private final List<Arrived> owners = new ArrayList<>();
    private final Clock clock;
    private final int port = Ports.free();
    private MailServer server;

    /** @param messageId with its angle brackets */
    record Arrived(String to, String messageId, String subject, Instant at) {}

    Mailboxes(Clock clock) {
        this.clock = clock;
        open();
    }

    int port() {
        return port;
    }

    /** The customers' server answers again. */
    void open() {
        server = MailServer.start(port, (mail, recipient) -> {
            synchronized (customers) {
                customers.add(new Arrived(recipient, id(mail.getMessageID()), mail.getSubject(), clock.instant()));
            }
        });
    }

    /** The customers' server is away: nobody listens. */
    void away() {
        server.close();
    }

    private static String id(String given) throws MessagingException {
        if (given == null) {
            throw new MessagingException("a mail without Message-ID");
        }
        return given;
    }

    List<Arrived> customers() {
        synchronized (customers) {
            return List.copyOf(customers);
        }
    }

    List<Arrived> owners() {
        return List.copyOf(owners);
    }

    /** Takes owners' mail at once. */
    ReactiveMailer mailer() {
        return (Mail... mails) -> {
            for (Mail mail : mails) {
                String id = mail.getHeaders()
                        .getOrDefault("Message-ID", List.of(""))
                        .getFirst();
                owners.add(new Arrived(mail.getTo().getFirst(), id, mail.getSubject(), clock.instant()));
            }
            return Uni.createFrom().voidItem();
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
