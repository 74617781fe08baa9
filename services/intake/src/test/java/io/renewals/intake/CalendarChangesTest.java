package io.renewals.intake;

import static io.renewals.intake.CalendarSteps.KNOWN;
import static io.renewals.intake.CalendarSteps.MOVED;
import static io.renewals.intake.CalendarSteps.calendar;
import static io.renewals.intake.CalendarSteps.event;
import static io.renewals.intake.CalendarSteps.importing;
import static io.renewals.intake.CalendarSteps.know;
import static io.renewals.intake.CalendarSteps.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.renewals.events.AccountProposed;
import io.renewals.events.AccountState;
import io.renewals.schemas.Topics;
import io.renewals.stack.Seen;
import io.renewals.stack.ServiceStack;
import io.renewals.stack.TestTopics;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a calendar proposes when it, or the account, says otherwise than before. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "intake"))
class CalendarChangesTest {
    TestTopics topics;

    @Test
    void aDayThatComesBackIsAProposalOfItsOwn() {
        know(topics, "ics-back");
        LocalDate later = MOVED.plusDays(5);
        for (LocalDate day : List.of(MOVED, later, MOVED, MOVED)) {
            importing(calendar(event("back", "account: ics-back", day)), "");
        }

        List<AccountProposed> proposed = proposed("ics-back", 3);

        assertThat(proposed)
                .extracting(each -> each.getTerms().getRenewalDate())
                .containsExactly(MOVED, later, MOVED);
        assertThat(proposed).extracting(AccountProposed::getProposalId).doesNotHaveDuplicates();
    }

    @Test
    void anEventThatIsBackOrCancelledTakesItsProposalBackOnceAndTheSameDayCanBeProposedAgain() {
        know(topics, "ics-undone");
        String there = calendar(event("undone", "account: ics-undone", MOVED));
        String back = calendar(event("undone", "account: ics-undone", KNOWN));
        String cancelled = there.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT");
        String first = importing(there, "").extract().path("moved[0].proposalId");

        importing(back, "?dryRun=true").body("withdrawn", equalTo(1));
        importing(back, "?name=mine.ics").body("withdrawn", equalTo(1)).body("unchanged", contains("ics-undone"));
        importing(back, "").body("withdrawn", equalTo(0));
        String second =
                importing(there, "").body("proposed", equalTo(1)).extract().path("moved[0].proposalId");
        importing(cancelled, "").body("withdrawn", equalTo(1)).body("past", equalTo(1));
        importing(there, "").body("proposed", equalTo(1));

        List<AccountProposed> told = proposed("ics-undone", 5);
        assertThat(told).extracting(AccountProposed::getWithdraws).containsExactly(null, first, null, second, null);
        assertThat(told.get(1).getTerms().getRenewalDate()).isEqualTo(KNOWN);
        assertThat(told.get(1).getOrigin()).isEqualTo("calendar mine.ics, line 2, event 'undone' (undone-uid)");
        assertThat(told).extracting(AccountProposed::getProposalId).doesNotHaveDuplicates();
    }

    @Test
    void whatWasAcceptedIsNotTakenBackWhenTheCalendarAgrees() {
        know(topics, "ics-agreed");
        String there = calendar(event("agreed", "account: ics-agreed", MOVED));
        importing(there, "").body("proposed", equalTo(1));
        know(topics, "ics-agreed", MOVED, 4);

        importing(there, "").body("unchanged", contains("ics-agreed")).body("withdrawn", equalTo(0));
        importing(calendar(event("agreed", "account: ics-agreed", KNOWN)), "").body("proposed", equalTo(1));
    }

    @Test
    void forACustomerWhoLeftNothingIsProposedUntilTheyAreBack() {
        know(topics, "ics-gone");
        String calendar = calendar(event("gone", "account: ics-gone", MOVED));
        tell(topics, "ics-gone", KNOWN, 4, AccountState.CHURNED);
        await().atMost(TestTopics.PATIENCE).until(() -> importing(calendar, "?dryRun=true")
                .extract()
                .path("proposed")
                .equals(0));

        importing(calendar, "").body("refused[0].reasons[0].problem", equalTo("'ics-gone' is reported as churned"));

        tell(topics, "ics-gone", KNOWN, 5, AccountState.RENEWED);
        await().atMost(TestTopics.PATIENCE).until(() -> importing(calendar, "?dryRun=true")
                .extract()
                .path("refused.size()")
                .equals(0));
        importing(calendar, "").body("proposed", equalTo(1));
    }

    private List<AccountProposed> proposed(String account, int count) {
        return topics
                .await(Topics.ACCOUNT_PROPOSED, AccountProposed.class, count, TestTopics.PATIENCE, seen -> seen.key()
                        .equals("acme/" + account))
                .stream()
                .map(Seen::value)
                .toList();
    }
}
