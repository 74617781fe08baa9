package io.renewals.actionservice.slack;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.renewals.actionservice.CardDesk;
import io.renewals.actionservice.LateDatabase;
import io.renewals.actionservice.OwnersCards;
import io.renewals.actionservice.Surroundings;
import io.renewals.actionservice.UnreliableMail;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import io.renewals.standins.SlackStandIn;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** The service over a real database, with its owners' Slack beside it. One for all its tests. */
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
abstract class RunningSlack {
    TestTopics topics;
    Database database;
    LateDatabase wayToTheDatabase;
    SlackStandIn slack;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    CardDesk desk;

    OwnersCards cards;
    SlackPeople people;

    @BeforeEach
    void connect() {
        mailPath.passOnTo(mail.port());
        slack.appUrl("http://localhost:" + RestAssured.port);
        cards = OwnersCards.ofAcme(topics, database, desk);
        people = new SlackPeople(slack);
    }
}
