package io.renewals.launcher;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;

/**
 * A mail as the mailbox shows it.
 *
 * @param id counts up from 1 in the order of arrival
 * @param recipient whom it was delivered to (RCPT TO)
 * @param text plain text body; empty: none
 * @param html HTML body as sent, unsafe to show outside a sandbox; empty: none
 */
record KeptMail(
        long id,
        Instant received,
        String recipient,
        String from,
        String to,
        String replyTo,
        String subject,
        String messageId,
        String text,
        String html) {

    static KeptMail read(Path file, long id, String recipient) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            return new KeptMail(
                    id,
                    Files.getLastModifiedTime(file).toInstant(),
                    recipient,
                    joined(mail.getFrom()),
                    joined(mail.getRecipients(MimeMessage.RecipientType.TO)),
                    mail.getHeader("Reply-To") == null ? "" : joined(mail.getReplyTo()),
                    String.valueOf(mail.getSubject()),
                    String.valueOf(mail.getMessageID()),
                    body(mail, "text/plain"),
                    body(mail, "text/html"));
        } catch (MessagingException e) {
            throw new IOException("cannot read " + file, e);
        }
    }

    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return String.valueOf(part.getContent());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = body(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String joined(jakarta.mail.Address[] addresses) {
        return addresses == null
                ? ""
                : String.join(
                        ", ", Arrays.stream(addresses).map(Object::toString).toList());
    }
}
