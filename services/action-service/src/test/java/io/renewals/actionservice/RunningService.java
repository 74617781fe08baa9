package io.renewals.actionservice;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.renewals.rulebookfeed.Rulebooks;
import io.renewals.stack.Database;
import io.renewals.stack.MailServer;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** The service over real Kafka, Postgres and SMTP with both companies' rules in force, used over HTTP. One for all its tests. */
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "action-service"))
@QuarkusTestResource(Surroundings.class)
abstract class RunningService {
    TestTopics topics;
    Database database;
    MailServer mail;
    UnreliableMail mailPath;

    @Inject
    Rulebooks rulebooks;

    HttpSteps steps;

    @BeforeEach
    void rules() {
        steps = new HttpSteps(topics);
        mailPath.passOnTo(mail.port());
        steps.publishRules(rulebooks);
    }
}
