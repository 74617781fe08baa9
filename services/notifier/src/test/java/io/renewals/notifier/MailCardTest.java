package io.renewals.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.NotificationOutcome;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.Topics;
import io.renewals.web.MailLink;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The card by mail: readable in any program, and its link decides nothing. */
@QuarkusTest
class MailCardTest extends RunningNotifier {
    private static final Pattern LINK = Pattern.compile("http://localhost:8080/links/([\\w.-]+)");

    @Test
    void anOwnerWithoutSlackGetsAMailWithOneSignedLinkForThemAlone() {
        OfferQueued card = Drafts.mailed(Drafts.queued("acme", "mailed", 1));

        topics.publish(Topics.OFFER_QUEUED, "acme/mailed", card);

        MimeMessage arrived = awaitMail("tom.mailed@acme.example");
        String source = whole(arrived);
        assertThat(subject(arrived)).contains("Bayside mailed");
        assertThat(type(arrived)).startsWith("multipart/alternative");
        assertThat(source).contains("text/plain", "text/html");
        assertThat(source.split("href=", -1)).hasSize(2);
        assertThat(source).doesNotContain("/cards/" + card.getOfferId());
        MailLink.Payload payload = payload(arrived, clock.instant());
        assertThat(payload.tenant()).isEqualTo("acme");
        assertThat(payload.offer()).isEqualTo(card.getOfferId());
        assertThat(payload.revision()).isEqualTo(1);
        assertThat(payload.recipient()).isEqualTo("tom.mailed@acme.example");
        assertThat(payload.purpose()).isEqualTo(MailLink.DECIDE);
        assertThat(Duration.between(clock.instant(), payload.expires()))
                .isBetween(Duration.ofHours(71), Duration.ofHours(72));
        assertThat(awaitNotified(card.getOfferId(), NotificationOutcome.SENT).getChannel())
                .isEqualTo("mail");
        assertThat(mailsTo("tom.mailed@acme.example")).hasSize(1);
        assertThat(messages("mailed")).isEmpty();
    }

    @Test
    void whatTheMailSaysIsWhatSlackWouldShow() {
        topics.publish(Topics.OFFER_QUEUED, "acme/reader", Drafts.mailed(Drafts.queued("acme", "reader", 1)));

        String text = text(awaitMail("tom.reader@acme.example"));

        assertThat(text)
                .contains("Now: Pro", "Proposed: Business", "10% (cap 15% for tier mid)", "usage:util", "Words by")
                .contains("I would like to suggest Business at $80.10");
    }

    private static String type(MimeMessage message) {
        try {
            return message.getContentType();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The signed payload of the mail's one link. */
    static MailLink.Payload payload(MimeMessage message, Instant now) {
        Matcher link = LINK.matcher(text(message));
        assertThat(link.find()).isTrue();
        MailLink.Read read = new MailLink("for-development-only-never-in-production").read(link.group(1), now);
        return ((MailLink.Read.Valid) read).payload();
    }
}
