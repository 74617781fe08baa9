package io.renewals.actionservice;

import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Command;
import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.TestTopics;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Acme's cards, for tests of a surface that lives in a package of its own. */
public final class OwnersCards {
    private static boolean rulebooksPublished;

    private final CardSteps steps;

    private OwnersCards(CardSteps steps) {
        this.steps = steps;
    }

    /** With the rulebooks of both companies in force. */
    public static OwnersCards ofAcme(TestTopics topics, Database database, CardDesk desk) {
        if (!rulebooksPublished) {
            topics.publish(Topics.RULEBOOK_PUBLISHED, "acme/1", Drafts.rulebook("acme", 1, "rulebook.yaml"));
            topics.publish(Topics.RULEBOOK_PUBLISHED, "globex/1", Drafts.rulebook("globex", 1, "globex-rulebook.yaml"));
            rulebooksPublished = true;
        }
        return new OwnersCards(new CardSteps("acme", topics, database, desk));
    }

    /** A queued card of this account, revision 1. @return the offer's id */
    public String queue(String account) {
        return steps.queue(account);
    }

    /** That many queued cards, of accounts with this name and a number. */
    public List<Card> many(String account, int count) {
        List<String> offers = IntStream.range(0, count)
                .mapToObj(i -> steps.publish(Drafts.queued("acme", account + "-" + i, 1)))
                .toList();
        offers.forEach(offer -> awaitStatus(offer, Status.QUEUED));
        return offers.stream().map(this::card).toList();
    }

    /** Decided on the web, so that something is there to act on. @param user a name, as in its mail address */
    public void decided(String offer, Command command, String user) {
        steps.done(offer, command, user);
    }

    public Card card(String offer) {
        return steps.card(offer);
    }

    public Status status(String offer) {
        return card(offer).status();
    }

    public void awaitStatus(String offer, Status status) {
        steps.awaitStatus(offer, status);
    }

    public OfferActioned actioned(String offer, Action action) {
        return steps.actioned(offer, action);
    }

    public int sql(String statement) throws SQLException {
        return steps.sql(statement);
    }

    public long count(String from) throws SQLException {
        return steps.count(from);
    }

    /** As a date picker gives it. */
    public String daysAhead(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }
}
