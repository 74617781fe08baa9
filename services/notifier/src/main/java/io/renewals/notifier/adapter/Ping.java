package io.renewals.notifier.adapter;

import io.renewals.notifier.domain.CardFacts;
import io.renewals.notifier.domain.ExceptionAsk;
import io.renewals.notifier.domain.Person;
import io.renewals.notifier.domain.Purpose;
import io.renewals.notifier.domain.Reading;
import io.renewals.notifier.domain.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A ping with the card as it is now.
 *
 * @param attempts begun so far
 * @param failures of its present way
 * @param replaces true: the message it would change is gone, a new one takes its place
 * @param wentBy slack or mail, where an attempt was begun; else null
 * @param change of the card that it shows
 * @param cardSequence of the card's last action
 * @param messageChannel and {@code messageTs}: the Slack message; null: there is none
 * @param directChannel the reader's direct message channel; null: not known yet
 */
public record Ping(
        Key key,
        String account,
        String correlationId,
        String causeId,
        int attempts,
        int failures,
        boolean mailOnly,
        boolean replaces,
        String wentBy,
        CardFacts facts,
        Standing standing,
        Person owner,
        ExceptionAsk ask,
        Purpose purpose,
        Person reader,
        String note,
        long change,
        int cardSequence,
        String messageChannel,
        String messageTs,
        String directChannel) {
    /** Kind of the mail that follows a message which may or may not have arrived. */
    static final String DOUBT = "doubt";

    static final String SELECT =
            """
            select ping.offer_id, ping.recipient, ping.kind, ping.round, ping.occasion, ping.cause_id, ping.attempts,
                ping.failures, ping.mail_only, ping.replaces, ping.channel as went_by, card.account, card.correlation_id, card.facts,
                card.content, card.standing, card.superseded_by, card.change, card.action_sequence,
                coalesce(card.owner, card.facts -> 'owner') as owner, card.exception, message.about, message.person,
                message.note, message.slack_channel, message.slack_ts,
                paced.channel as direct_channel
            from ping join card using (tenant, offer_id)
                join message using (tenant, offer_id, recipient, kind, round)
                left join slack_channel paced
                    on paced.tenant = ping.tenant and paced.slack_id = message.person ->> 'slackId'
            """;

    /**
     * A ping's key.
     *
     * @param kind of the message, by {@link Purpose#key()}, or {@link Ping#DOUBT}
     * @param round of the message
     * @param occasion 0: it is posted; else the change of the card that it is changed for
     */
    public record Key(String offerId, String recipient, String kind, int round, long occasion) {}

    /** Changes a message that is there. */
    public boolean isUpdate() {
        return key.occasion > 0 && !replaces;
    }

    /** By mail, after a message in doubt. */
    public boolean isDoubt() {
        return key.kind.equals(DOUBT);
    }

    /** @param today where the tenant is */
    public Reading reading(LocalDate today) {
        return new Reading(
                facts, standing, owner, Optional.ofNullable(ask), purpose, reader, note, isDoubt(), replaces, today);
    }

    static Ping of(ResultSet row) throws SQLException {
        Standing standing = CardJson.standing(row.getString("standing"));
        int newer = row.getInt("superseded_by");
        boolean replaced = !row.wasNull() && standing.waits();
        String about = row.getString("about");
        return new Ping(
                new Key(
                        row.getString("offer_id"),
                        row.getString("recipient"),
                        row.getString("kind"),
                        row.getInt("round"),
                        row.getLong("occasion")),
                row.getString("account"),
                row.getString("correlation_id"),
                row.getString("cause_id"),
                row.getInt("attempts"),
                row.getInt("failures"),
                row.getBoolean("mail_only"),
                row.getBoolean("replaces"),
                row.getString("went_by"),
                CardJson.facts(row.getString("facts"), row.getString("content")),
                replaced ? new Standing.Closed("Replaced by a newer draft (revision " + newer + ").", 0) : standing,
                CardJson.person(row.getString("owner")),
                CardJson.ask(row.getString("exception")),
                Purpose.of(about == null ? row.getString("kind") : about),
                CardJson.person(row.getString("person")),
                row.getString("note"),
                row.getLong("change"),
                row.getInt("action_sequence"),
                row.getString("slack_channel"),
                row.getString("slack_ts"),
                row.getString("direct_channel"));
    }
}
