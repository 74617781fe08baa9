package io.renewals.schemas;

import io.renewals.events.Mail;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an approval binds: SHA-256 over the exact message. Each of fromName, fromAddress, toAddress, replyTo, subject, textBody and
 * htmlBody in this order as UTF-8, preceded by its length in four bytes, big-endian; a missing htmlBody has length -1.
 */
public final class MailDigest {
    private MailDigest() {}

    /** Lower-case hex; the mail's own {@code sha256} field is not part of it. */
    public static String sha256(Mail mail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : new String[] {
                mail.getFromName(),
                mail.getFromAddress(),
                mail.getToAddress(),
                mail.getReplyTo(),
                mail.getSubject(),
                mail.getTextBody(),
                mail.getHtmlBody()
            }) {
                byte[] text = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text == null ? -1 : text.length);
                if (text != null) {
                    out.write(text);
                }
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
