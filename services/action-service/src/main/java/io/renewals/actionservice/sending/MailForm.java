package io.renewals.actionservice.sending;

import io.renewals.actionservice.domain.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;

/** The approved message as MIME: nothing is added to it but Date and Message-ID. */
final class MailForm extends MimeMessage {
    private static final String UTF_8 = "UTF-8";

    private final String messageId;

    private MailForm(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static MailForm of(Session session, Message message, String messageId, Instant at) throws MessagingException {
        for (String header : new String[] {
            message.fromName(), message.fromAddress(), message.toAddress(), message.replyTo(), message.subject()
        }) {
            // A line break in a header would begin another header, another recipient for one.
            if (header.chars().anyMatch(Character::isISOControl)) {
                throw new MessagingException("a header would contain a control character");
            }
        }
        MailForm form = new MailForm(session, messageId);
        try {
            form.setFrom(new InternetAddress(message.fromAddress(), message.fromName(), UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every JDK has UTF-8", e);
        }
        form.setRecipient(RecipientType.TO, new InternetAddress(message.toAddress(), true));
        form.setReplyTo(new InternetAddress[] {new InternetAddress(message.replyTo(), true)});
        form.setSubject(message.subject(), UTF_8);
        form.setSentDate(Date.from(at));
        if (message.htmlBody() == null) {
            form.setText(message.textBody(), UTF_8);
        } else {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(message.textBody(), UTF_8);
            MimeBodyPart html = new MimeBodyPart();
            html.setText(message.htmlBody(), UTF_8, "html");
            form.setContent(new MimeMultipart("alternative", text, html));
        }
        form.saveChanges();
        return form;
    }

    /** The id follows from the approval; a random one would make a mail sent twice look like two mails. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
