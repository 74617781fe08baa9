package io.renewals.actionservice.slack;

import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState;
import io.renewals.actionservice.domain.Message;
import io.renewals.wording.SlackLimits;
import io.renewals.wording.SlackText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All of the words of a mail, ending in Approve: nobody approves what was not shown. */
final class ReviewForm {
    private final Views views;

    ReviewForm(Views views) {
        this.views = views;
    }

    /** Empty: longer than a modal may be; it is read on the page. */
    Optional<Map<String, Object>> whole(Card card) {
        Message message = card.message();
        String head = "From: " + message.fromName() + " <" + message.fromAddress() + ">\nTo: " + message.toAddress()
                + "\nReply-To: " + message.replyTo() + "\nSubject: " + message.subject();
        List<String> parts = new ArrayList<>(SlackText.parts(head, SlackLimits.SECTION));
        parts.addAll(SlackText.parts(message.textBody(), SlackLimits.SECTION));
        boolean showable =
                parts.size() <= SlackLimits.VIEW_BLOCKS - 2 && parts.stream().noneMatch(String::isBlank);
        if (!showable || message.textBody().isBlank()) {
            return Optional.empty();
        }
        Blocks blocks = new Blocks();
        note(card).ifPresent(blocks::words);
        parts.forEach(blocks::escaped);
        Map<String, Object> view = views.form(ActionId.REVIEW, "Approve and send", Views.shown(card), blocks);
        boolean fits = views.write(view).getBytes(StandardCharsets.UTF_8).length <= Views.LARGEST;
        return fits ? Optional.of(view) : Optional.empty();
    }

    private static Optional<String> note(Card card) {
        if (card.openException().isPresent()) {
            return Optional.of("An exception was asked for and not decided yet; approving sends this offer as it is.");
        }
        return card.state() instanceof CardState.Queued queued ? queued.note() : Optional.empty();
    }

    /** For a mail that is too long for Slack. */
    Map<String, Object> elsewhere(Card card) {
        return views.message(
                "Too long for Slack",
                new Blocks()
                        .words("This mail is longer than Slack shows. Read and decide it on its page.")
                        .link(views.page(card), "Open the card"));
    }
}
