package io.renewals.actionservice.domain;

import java.util.function.Function;

/**
 * The mail exactly as it will leave: one sender, one recipient.
 *
 * @param htmlBody null: text only
 * @param sha256 lower-case hex over all the other parts; an approval binds it
 */
public record Message(
        String fromName,
        String fromAddress,
        String toAddress,
        String replyTo,
        String subject,
        String textBody,
        String htmlBody,
        String sha256) {

    /** Computes a message's digest from its other parts. */
    public interface Digest extends Function<Message, String> {}

    /** The same message in other words, with the digest that belongs to them. */
    public Message reworded(String newSubject, String newText, Digest digest) {
        String html = htmlBody == null ? null : PlainHtml.of(newText);
        Message open = new Message(fromName, fromAddress, toAddress, replyTo, newSubject, newText, html, "");
        return new Message(fromName, fromAddress, toAddress, replyTo, newSubject, newText, html, digest.apply(open));
    }

    /** Whether the stored digest is the digest of the stored parts. */
    public boolean isIntact(Digest digest) {
        return digest.apply(this).equals(sha256);
    }
}
