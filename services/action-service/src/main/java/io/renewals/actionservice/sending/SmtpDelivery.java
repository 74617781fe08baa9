package io.renewals.actionservice.sending;

import io.renewals.actionservice.domain.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jboss.logging.Logger;

/** Hands one mail to the SMTP server, in a conversation of its own, and says what is known of it afterwards. */
@ApplicationScoped
public class SmtpDelivery {
    private static final Logger LOG = Logger.getLogger(SmtpDelivery.class);

    private final SendingConfig config;
    private final Clock clock;
    private final Session session;

    @Inject
    public SmtpDelivery(SendingConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.session = Session.getInstance(properties(config));
    }

    private static Properties properties(SendingConfig config) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", Integer.toString(config.port()));
        properties.put(
                "mail.smtp.connectiontimeout",
                Long.toString(config.connectTimeout().toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(config.replyTimeout().toMillis()));
        properties.put(
                "mail.smtp.writetimeout", Long.toString(config.replyTimeout().toMillis()));
        properties.put("mail.smtp.auth", Boolean.toString(config.user().isPresent()));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.sendpartial", "false");
        boolean tls = config.startTls() != SendingConfig.StartTls.DISABLED;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(tls));
        properties.put(
                "mail.smtp.starttls.required", Boolean.toString(config.startTls() == SendingConfig.StartTls.REQUIRED));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    /** @param messageId header of the mail, with angle brackets */
    public Delivery attempt(Message message, String messageId) {
        MimeMessage mime;
        try {
            mime = MailForm.of(session, message, messageId, clock.instant());
        } catch (MessagingException e) {
            return new Delivery.Refused("the message can't be put into a mail: " + e.getMessage());
        }
        StagedTransport transport = new StagedTransport(session);
        try {
            transport.connect(
                    config.host(),
                    config.port(),
                    config.user().orElse(null),
                    config.password().orElse(null));
            transport.sendMessage(mime, new Address[] {new InternetAddress(message.toAddress(), true)});
            return new Delivery.Taken(reply(transport));
        } catch (MessagingException e) {
            return judged(transport, e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "mail attempt failed message=%s", messageId);
            return transport.stage() == StagedTransport.Stage.BEFORE_DATA
                    ? new Delivery.NotYet(e.toString())
                    : new Delivery.InDoubt(e.toString());
        } finally {
            close(transport);
        }
    }

    private static Delivery judged(StagedTransport transport, MessagingException failure) {
        if (transport.stage() == StagedTransport.Stage.TAKEN) {
            return new Delivery.Taken(reply(transport));
        }
        int code = replyCode(failure);
        String detail = detail(failure);
        if (code >= 500 && code < 600) {
            return new Delivery.Refused(detail);
        }
        if (code >= 400 && code < 500) {
            return new Delivery.NotYet(detail);
        }
        return transport.stage() == StagedTransport.Stage.BEFORE_DATA
                ? new Delivery.NotYet(detail)
                : new Delivery.InDoubt("the connection was lost while the mail was handed over: " + detail);
    }

    /** The server's reply code behind the failure; -1: it gave none, the conversation broke. */
    private static int replyCode(MessagingException failure) {
        for (Exception each = failure; each != null; each = next(each)) {
            int code =
                    switch (each) {
                        case SMTPSendFailedException send -> send.getReturnCode();
                        case SMTPSenderFailedException sender -> sender.getReturnCode();
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        default -> -1;
                    };
            if (code >= 400 && code < 600) {
                return code;
            }
        }
        return -1;
    }

    private static Exception next(Exception failure) {
        return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String detail(MessagingException failure) {
        StringBuilder detail = new StringBuilder();
        for (Exception each = failure; each != null; each = next(each)) {
            if (each instanceof SendFailedException && each.getMessage() == null) {
                continue;
            }
            String message = String.valueOf(each.getMessage()).strip().replaceAll("\\s+", " ");
            if (each instanceof AuthenticationFailedException) {
                message = "the mail server refused the sign-in: " + message;
            }
            if (detail.indexOf(message) < 0) {
                detail.append(detail.isEmpty() ? "" : "; ").append(message);
            }
        }
        return detail.length() <= 500 ? detail.toString() : detail.substring(0, 500);
    }

    private static String reply(StagedTransport transport) {
        String last = transport.getLastServerResponse();
        return last == null ? "taken" : last.strip();
    }

    /** Whatever goes wrong in parting changes nothing about the mail. */
    private static void close(StagedTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debugf("mail connection closed with %s", e.getMessage());
        }
    }
}
