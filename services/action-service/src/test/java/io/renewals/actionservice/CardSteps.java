package io.renewals.actionservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.renewals.actionservice.domain.Card;
import io.renewals.actionservice.domain.CardState.Status;
import io.renewals.actionservice.domain.Command;
import io.renewals.actionservice.domain.Outcome;
import io.renewals.actionservice.domain.Person;
import io.renewals.actionservice.domain.Refusal;
import io.renewals.events.Action;
import io.renewals.events.OfferActioned;
import io.renewals.events.OfferQueued;
import io.renewals.schemas.Topics;
import io.renewals.stack.Database;
import io.renewals.stack.TestTopics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** What several tests do with the cards of one tenant, over the same desk that every surface uses. */
final class CardSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String tenant;
    private final TestTopics topics;
    private final Database database;
    private final CardDesk desk;

    CardSteps(String tenant, TestTopics topics, Database database, CardDesk desk) {
        this.tenant = tenant;
        this.topics = topics;
        this.database = database;
        this.desk = desk;
    }

    /** Acme's rules under another tenant's name. @param replacements texts: what, by what, what, by what */
    void publishRules(int version, String... replacements) {
        String[] renamed = new String[replacements.length + 6];
        renamed[0] = "tenant: acme";
        renamed[1] = "tenant: " + tenant;
        renamed[2] = "acme.example";
        renamed[3] = tenant + ".example";
        renamed[4] = "T0ACME";
        renamed[5] = "T0" + tenant.toUpperCase();
        System.arraycopy(replacements, 0, renamed, 6, replacements.length);
        topics.publish(
                Topics.RULEBOOK_PUBLISHED,
                tenant + "/" + version,
                Drafts.rulebook(tenant, version, "rulebook.yaml", renamed));
    }

    Person person(String user) {
        return new Person(user + "@" + tenant + ".example", user, "web", true, false);
    }

    String queue(String account) {
        return queue(Drafts.queued(tenant, account, 1));
    }

    String queue(OfferQueued queued) {
        awaitStatus(publish(queued), Status.QUEUED);
        return queued.getOfferId();
    }

    /** On its way; nobody waits for it. */
    String publish(OfferQueued queued) {
        topics.publish(Topics.OFFER_QUEUED, tenant + "/" + queued.getAccount(), queued);
        return queued.getOfferId();
    }

    Card card(String offer) {
        return desk.show(tenant, offer).orElseThrow().card();
    }

    void awaitStatus(String offer, Status status) {
        await().atMost(PATIENCE).until(() -> desk.show(tenant, offer)
                .filter(shown -> shown.card().status() == status)
                .isPresent());
    }

    Card done(String offer, Command command, String user) {
        CardDesk.Answer answer = desk.decide(tenant, offer, command, person(user), Optional.empty());
        assertThat(answer)
                .isInstanceOfSatisfying(CardDesk.Answer.Decided.class, decided -> assertThat(decided.outcome())
                        .isInstanceOf(Outcome.Done.class));
        return card(offer);
    }

    Refusal refused(String offer, Command command, String user) {
        CardDesk.Answer answer = desk.decide(tenant, offer, command, person(user), Optional.empty());
        assertThat(answer)
                .isInstanceOfSatisfying(CardDesk.Answer.Decided.class, decided -> assertThat(decided.outcome())
                        .isInstanceOf(Outcome.Refused.class));
        return ((Outcome.Refused) ((CardDesk.Answer.Decided) answer).outcome()).why();
    }

    Command approve(String offer) {
        return new Command.Approve(card(offer).message().sha256(), 1);
    }

    OfferActioned actioned(String offer, Action action) {
        return topics.awaitOne(
                        Topics.OFFER_ACTIONED,
                        OfferActioned.class,
                        seen -> seen.value().getOfferId().equals(offer)
                                && seen.value().getAction() == action)
                .value();
    }

    /** As superuser, past row-level security, in the service's schema. */
    int sql(String statement) throws SQLException {
        try (Connection connection = database.superuser();
                Statement run = connection.createStatement()) {
            run.execute("set search_path = action_service");
            return run.executeUpdate(statement);
        }
    }

    /** Of a query for one instant. */
    long millis(String query) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            var rows = statement.executeQuery(query);
            rows.next();
            return rows.getTimestamp(1).getTime();
        }
    }

    long count(String from) throws SQLException {
        try (Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            var rows = statement.executeQuery("select count(*) from action_service." + from);
            rows.next();
            return rows.getLong(1);
        }
    }
}
