package io.renewals.actionservice.domain;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The same message from another owner, who also signs it; only where it was the old owner's. */
    public Message handedOver(Dossier.CardOwner from, Dossier.CardOwner to, Digest digest) {
        if (!fromAddress.equalsIgnoreCase(from.email()) || !isIntact(digest)) {
            return this;
        }
        String replies = replyTo.equalsIgnoreCase(from.email()) ? to.email() : replyTo;
        String text = signed(from.name(), to.name());
        String html = htmlBody == null ? null : PlainHtml.of(text);
        Message open = new Message(to.name(), to.email(), toAddress, replies, subject, text, html, "");
        return new Message(to.name(), to.email(), toAddress, replies, subject, text, html, digest.apply(open));
    }

    /** The last line with the old name is the signature; the name may stand elsewhere as somebody spoken of. */
    private String signed(String oldName, String newName) {
        Matcher name = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(oldName) + "(?![\\p{L}\\p{N}])")
                .matcher(textBody);
        int at = -1;
        while (name.find()) {
            at = name.start();
        }
        return at < 0 ? textBody : textBody.substring(0, at) + newName + textBody.substring(at + oldName.length());
    }

    /** Whether the stored digest is the digest of the stored parts. */
    public boolean isIntact(Digest digest) {
        return digest.apply(this).equals(sha256);
    }
}
