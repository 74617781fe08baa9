package io.renewals.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Every mail the product sent, to customers and owners alike. */
public final class Mailbox {
    private static final Pattern LINK = Pattern.compile("/links/[A-Za-z0-9_.-]+");

    private final Http http;

    /**
     * A mail that arrived.
     *
     * @param recipient whom it was delivered to (RCPT TO)
     * @param text plain text body with LF line ends, as {@link #asCarried} says
     * @param html empty: none
     */
    public record Mail(
            long id,
            String recipient,
            String from,
            String to,
            String replyTo,
            String subject,
            String messageId,
            String text,
            String html) {
        private static Mail of(JsonNode mail) {
            return new Mail(
                    mail.path("id").asLong(),
                    mail.path("recipient").asText(),
                    mail.path("from").asText(),
                    mail.path("to").asText(),
                    mail.path("replyTo").asText(),
                    mail.path("subject").asText(),
                    mail.path("messageId").asText(),
                    asCarried(mail.path("text").asText().replace("\r\n", "\n")),
                    mail.path("html").asText().replace("\r\n", "\n"));
        }
    }

    /**
     * A text as it comes out of a mailbox. The line end before SMTP's closing dot belongs to a text as much as to the protocol, so
     * whether a text ended with one is lost on the way.
     */
    public static String asCarried(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    Mailbox(URI frontDoor) {
        this.http = new Http(frontDoor, Http.User.NOBODY);
    }

    /** Newest first. */
    public List<Mail> all() {
        JsonNode mails = http.get("/mailbox/api/mails").must(200).json();
        return StreamSupport.stream(mails.spliterator(), false).map(Mail::of).toList();
    }

    public List<Mail> to(String recipient) {
        return all().stream()
                .filter(mail -> mail.recipient().equalsIgnoreCase(recipient))
                .toList();
    }

    /** Path of the link in the mail that tells somebody of this account's card. */
    public String awaitLink(String recipient, String accountName) {
        Mail mail = Await.value("the mail to " + recipient + " about " + accountName, () -> to(recipient).stream()
                .filter(each -> each.subject().contains(accountName))
                .findFirst());
        Matcher link = LINK.matcher(mail.text());
        if (!link.find()) {
            throw new AssertionError("no link in " + mail);
        }
        return link.group();
    }

    /** The one mail to this address, waiting for it. */
    public Mail awaitOneTo(String recipient) {
        Await.until("a mail to " + recipient, () -> !to(recipient).isEmpty());
        List<Mail> found = to(recipient);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " mails to " + recipient + ": " + found);
        }
        return found.getFirst();
    }
}
