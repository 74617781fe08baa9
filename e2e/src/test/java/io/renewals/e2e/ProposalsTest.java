package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.PageTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From a calendar to an account: what is read is proposed, a person decides, and only then anything changes. */
class ProposalsTest extends PageTest {
    private static final LocalDate MOVED = Books.DAY.plusDays(200);

    @Override
    protected Set<Integer> refusals() {
        return Set.of(403, 409, 422);
    }

    @Test
    void aCalendarIsUploadedAndItsProposalAcceptedOnThePages() {
        Customer customer = known("orchard-pottery");
        Page ada = browser.opened(User.ADA, "/import");
        upload(ada, Books.calendar("yes@calendar", "Renewal: " + customer.name() + " #renewal", "", MOVED));
        assertThat(ada.locator("#notices")).containsText("1 proposal waits for a decision");
        assertThat(ada.locator("h1")).containsText("Proposals");
        // The page may be faster than the event.
        Await.until("the proposal", () -> open(customer.account()).isObject());
        JsonNode told = product.slack().awaitMessage("U0MARIA", customer.name() + ": renews on ");
        assertThat(told.path("blocks").toString())
                .contains("Nothing changes before you decide.", "→ " + MOVED)
                .contains("/proposals/" + open(customer.account()).path("id").asText() + "|Look at it and decide>");

        Page maria = browser.opened(User.MARIA, "/proposals");
        browser.screenshot(maria, "proposals");
        maria.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(customer.name()))
                .click();
        browser.picture(maria, "proposal", 1000);
        exactly(maria, "Accept").click();

        assertThat(maria.locator("main")).containsText("Accepted by Maria");
        browser.screenshot(maria, "proposal-accepted");
        Await.until("the account on its new day", () -> MOVED.toString().equals(renewal(customer)));
        assertThat(books.account(customer).at("/terms/quantity").asInt()).isEqualTo(20);
    }

    @Test
    void acceptedWithChangesMistakesAreShownAtTheirFieldAndTheChangedTermsHold() {
        Customer customer = known("proposals-edit");
        String id = books.proposal(User.ADA, customer.account(), MOVED);
        Page page = browser.opened(User.MARIA, "/proposals/" + id, 390, 844);
        page.locator("summary", new Page.LocatorOptions().setHasText("Accept with changes"))
                .click();
        page.locator("#unitPrice").fill("1,200");
        exactly(page, "Accept with these").click();

        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("Unit price: is no price");
        assertThat(page.locator("#unitPrice")).hasValue("1,200");
        browser.screenshot(page, "proposal-refused-field");
        page.locator("#unitPrice").fill("51.50");
        page.locator("#quantity").fill("22");
        exactly(page, "Accept with these").click();

        assertThat(page.locator("main")).containsText("with changes");
        Await.until("the account with its new price", () -> {
            JsonNode account = books.account(customer);
            return account.at("/terms/quantity").asInt() == 22
                    && account.at("/terms/unitPrice").asText().startsWith("51.5");
        });
        assertThat(renewal(customer)).isEqualTo(MOVED.toString());
    }

    @Test
    void ofTwoPeopleTheSecondIsToldWhoDecidedAndARefusalChangesNothing() {
        Customer customer = known("proposals-no");
        String id = books.proposal(User.ADA, customer.account(), MOVED);
        Page tom = browser.opened(User.TOM, "/proposals/" + id);
        Page maria = browser.opened(User.MARIA, "/proposals/" + id);
        maria.locator("summary", new Page.LocatorOptions().setHasText("Refuse")).click();
        maria.locator("#reason").fill("They signed for three years");
        exactly(maria, "Refuse").click();
        assertThat(maria.locator("main")).containsText("They signed for three years");

        exactly(tom, "Accept").click();

        assertThat(tom.locator("#notices")).containsText("Already refused by Maria");
        // The same file again proposes nothing again.
        JsonNode again = product.as(User.ADA)
                .post(
                        "/api/import/calendar",
                        "text/calendar",
                        Books.calendar(
                                customer.account() + "@calendar",
                                "Contract #renewal",
                                "account: " + customer.account(),
                                MOVED))
                .must(200)
                .json();
        assertThat(again.path("proposed").asInt()).isZero();
        Await.until("the refusal in the trail", () -> {
            String trail = product.as(User.ADA)
                    .page("/audit/accounts/" + customer.account())
                    .must(200)
                    .text();
            return trail.contains("Proposal refused") && trail.contains("They signed for three years");
        });
        assertThat(renewal(customer)).isEqualTo(Books.DAY.plusDays(40).toString());
    }

    @Test
    void anotherCompanySeesNeitherTheProposalNorTheAccount() {
        Customer customer = known("proposals-apart");
        String id = books.proposal(User.ADA, customer.account(), MOVED);

        assertThat(product.as(User.GUS).get("/api/proposals/" + id).status()).isEqualTo(404);
        assertThat(product.as(User.GUS)
                        .post("/api/proposals/" + id + "/refuse", Map.of("reason", "no"))
                        .status())
                .isEqualTo(404);
        assertThat(product.as(User.GUS).page("/proposals?status=all").text()).doesNotContain(customer.name());
        JsonNode theirs = product.as(User.GUS)
                .post(
                        "/api/import/calendar?dryRun=true",
                        "text/calendar",
                        Books.calendar("x@calendar", "#renewal", "account: " + customer.account(), MOVED))
                .must(200)
                .json();
        assertThat(theirs.path("moved")).isEmpty();
        assertThat(theirs.at("/refused/0/reasons/0/problem").asText()).contains("neither id nor name");
    }

    @Test
    void whatCantBeReadIsRejectedWithItsPlaceAndWhatToDo() {
        String events = Books.calendar("bad-day@calendar", "Somebody #renewal", "", MOVED)
                .replaceFirst("DTSTART[^\r]*", "DTSTART:next spring");
        Page ada = browser.opened(User.ADA, "/import");
        upload(ada, events);

        assertThat(ada.locator("main")).containsText("Somebody");
        assertThat(ada.locator("main")).containsText("'next spring' is not a date");
        browser.screenshot(ada, "calendar-refused");
        String rejected =
                product.as(User.ADA).page("/rejected?lane=CALENDAR").must(200).text();
        assertThat(rejected).contains("line 3", "bad-day@calendar", "give the event the day of the renewal");
        assertThat(product.as(User.ADA)
                        .post("/api/import/calendar", "text/calendar", "account,name\n")
                        .status())
                .isEqualTo(422);
    }

    private static Customer known(String account) {
        Customer customer = Customer.ofAcme(account);
        books.report(customer);
        books.awaitNameable(User.ADA, account);
        return customer;
    }

    private static void upload(Page page, String calendar) {
        page.locator("form[action='/import/calendar'] input[type=file]")
                .setInputFiles(new FilePayload("mine.ics", "text/calendar", calendar.getBytes(StandardCharsets.UTF_8)));
        exactly(page, "Read it").click();
    }

    private static JsonNode open(String account) {
        return product.as(User.ADA)
                .get("/api/proposals?account=" + account)
                .must(200)
                .json()
                .at("/proposals/0");
    }

    private static String renewal(Customer customer) {
        return books.account(customer).at("/terms/renewalDate").asText();
    }

    private static Locator exactly(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
