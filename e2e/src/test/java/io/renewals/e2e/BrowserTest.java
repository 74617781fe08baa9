package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.PageTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The pages in a real browser: decide by mouse, by keyboard alone, and on a phone. Its pictures are the documentation's.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserTest extends PageTest {
    /** @param greeting of its mail @param contact where that goes */
    private record Told(String account, String name, String greeting, String contact) {}

    /** The documentation tells of Bayside Studio; beside other tests, which approve that one, the story is another account's. */
    private static final Told STORY = Browser.FOR_DOCS
            ? new Told("bayside-studio", "Bayside Studio", "Hi Jonas Whitfield", "jonas@baysidestudio.example")
            : new Told("northwind-labs", "Northwind Labs", "Hi Elin Sandberg", "elin@northwindlabs.example");

    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final LocatorAssertions.ContainsTextOptions IN_TIME =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    @BeforeAll
    static void givenTheSampleBook() {
        books.withSamples();
    }

    @Test
    @Order(1)
    void theQueueAndACardShowAllThatIsNeededToDecide() {
        Card card = books.awaitCard("acme", STORY.account());
        product.slack().awaitMessage("U0MARIA", card.offerId());
        Page page = browser.opened(User.MARIA, "/queue");
        for (String name : List.of("Northwind Labs", "Harbor Clinic", "Cobalt Games", "Kestrel Robotics")) {
            assertThat(link(page, name)).isVisible();
        }
        browser.picture(page, "queue", 1400);
        slackShows();

        link(page, STORY.name()).click();

        assertThat(page.locator(".letter").first()).containsText(STORY.greeting());
        browser.picture(page, "card", 1500);
        Page phone = browser.opened(User.MARIA, card.path(), PHONE_WIDTH, PHONE_HEIGHT);
        browser.picture(phone, "phone", 2 * PHONE_HEIGHT);
    }

    private static void slackShows() {
        // High enough for a whole card, from its head to its buttons.
        Page slack = browser.window(1280, 1_040);
        slack.navigate("/slack-stand-in/");
        Locator maria = slack.getByText("Maria").first();
        assertThat(maria).isVisible();
        maria.click();
        Locator message = slack.getByText("Renewal: " + STORY.name()).first();
        assertThat(message).isVisible();
        message.evaluate("e => e.closest('article').scrollIntoView({block: 'start'})");
        browser.picture(slack, "slack", 1200);

        Locator posted =
                slack.locator("article.message", new Page.LocatorOptions().setHasText("Renewal: " + STORY.name()));
        posted.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                .click();
        Locator window = slack.locator("#modal");
        assertThat(window).containsText("Discount in percent");
        browser.screenshot(slack, "slack-edit");
        window.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel"))
                .click();
        slack.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Home"))
                .click();
        assertThat(slack.locator("main")).containsText("Renewals that wait for you");
        browser.screenshot(slack, "slack-home");
    }

    @Test
    @Order(2)
    void whatWasReadIsTickedAndCounted() {
        Page page = browser.opened(User.MARIA, "/queue", 1280, 1780);
        for (String name : List.of("Northwind Labs", "Kestrel Robotics")) {
            Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(name));
            row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Read the text"))
                    .click();
            page.locator("tr:not([hidden]) input[name=card]:not(:checked)").check();
        }

        assertThat(page.locator("[data-ticked]")).containsText("2 cards ticked");
        browser.view(page, "queue-bulk");
    }

    @Test
    @Order(3)
    void tooMuchIsRefusedAtItsFieldAndAnExceptionIsAskedForInstead() {
        Card card = books.awaitCard("acme", STORY.account());
        Page maria = opened(User.MARIA, card);
        fold(maria, "Edit");
        maria.locator("#discount").fill("40");
        button(maria, "Save").click();
        assertThat(maria.locator("form[action$=edit]")).containsText("15% cap for tier Mid-market");
        browser.picture(maria, maria.locator("section.card:has(form[action$=edit])"), "edit-refused");
        browser.complaints().forEach(complaint -> assertThat(complaint).contains("422"));

        fold(maria, "Ask for an exception");
        maria.locator("#exception-discount").fill("20");
        maria.locator("#exception-reason").fill("They stay for three years if we meet them here");
        maria.locator("form[action$='/exception'] button").click();
        assertThat(maria.locator("#exception-head")).containsText("Exception asked for");

        Page ada = opened(User.ADA, card);
        browser.picture(ada, "exception-to-grant", 1000);
        button(ada, "Grant 20%").click();
        assertThat(ada.locator("#exception-head")).containsText("Exception granted");
    }

    @Test
    @Order(4)
    void anOwnerSendsACardAndFindsMailAndTrail() {
        Card card = books.awaitCard("acme", STORY.account());
        Page page = opened(User.MARIA, card);
        assertThat(page.locator(".page-head")).containsText("20% off");

        button(page, "Approve and send").click();

        assertThat(page.locator("#card-state")).containsText("Sent to " + STORY.contact(), IN_TIME);
        browser.screenshot(page, "card-sent");
        page.navigate("/mailbox");
        link(page, STORY.name()).first().click();
        assertThat(page.locator("pre").first()).containsText(STORY.greeting());
        assertThat(page.locator("main")).containsText(Pattern.compile("E[SD]T \\("));
        browser.picture(page, "mailbox", 1200);
        theTrailShows(card);
    }

    private static void theTrailShows(Card card) {
        Await.until("the send in the trail", () -> product.as(User.OTTO)
                .get("/api/audit?offer=" + card.offerId() + "&type=offer.actioned")
                .text()
                .contains("SENT"));
        Page page = browser.opened(User.OTTO, "/audit/offers/" + card.offerId());
        assertThat(page.locator("main")).containsText("Maria");
        assertThat(page.locator("main")).containsText("America/New_York");
        browser.picture(page, "trail", 1500);
    }

    @Test
    @Order(5)
    void anEditInsideTheCapIsKeptWhereTheOneOverItWasNot() {
        Card card = books.card(Customer.ofAcme("browser-edit"));
        Page page = opened(User.MARIA, card);
        fold(page, "Edit");

        page.locator("#discount").fill("16");
        button(page, "Save").click();

        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("15% cap for tier Mid-market");
        assertThat(page.locator("#discount")).hasValue("16");
        browser.complaints().forEach(complaint -> assertThat(complaint).contains("422"));

        page.locator("#discount").fill("14");
        button(page, "Save").click();
        assertThat(page.locator(".letter").first()).containsText("14%");
    }

    @Test
    @Order(6)
    void aSkipAsksForAReasonAndClosesTheCard() {
        Card card = books.card(Customer.ofAcme("browser-skip"));
        Page page = opened(User.MARIA, card);
        fold(page, "Skip");

        page.getByLabel("Handling by hand").check();
        button(page, "Skip").click();

        assertThat(page.locator("#card-state")).containsText("Skipped by Maria");
        button(page, "Undo").click();
        assertThat(button(page, "Approve and send")).isVisible();
    }

    @Test
    @Order(7)
    void aCardIsFoundAndSentWithTheKeyboardAlone() {
        Customer customer = Customer.ofAcme("browser-keys");
        books.card(customer);
        Page page = browser.window(1280, 900);
        page.navigate("/queue?account=browser-keys");
        assertThat(page.getByLabel("User")).isFocused(); // given by the page, a moment after it has loaded
        page.keyboard().type("maria");
        page.keyboard().press("Tab");
        page.keyboard().type("maria");
        page.keyboard().press("Enter");
        page.waitForURL("**/queue**");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Browser Keys")))
                .isVisible();

        page.keyboard().press("j");
        page.keyboard().press("Enter");
        page.waitForURL("**/cards/**");
        page.keyboard().press("a");

        assertThat(page.locator("#card-state")).containsText("Sent to", IN_TIME);
        product.mailbox().awaitOneTo(customer.contactEmail());
    }

    @Test
    @Order(8)
    void everyPageFitsAPhoneWithoutScrollingSideways() {
        Card card = books.card(Customer.ofAcme("browser-phone"));
        Page page = browser.opened(User.ADA, "/queue", PHONE_WIDTH, PHONE_HEIGHT);
        for (String path : List.of(
                "/queue",
                "/cards/" + card.offerId(),
                "/accounts",
                "/accounts/" + STORY.account(),
                "/proposals",
                "/scans",
                "/digest",
                "/attention",
                "/settings",
                "/rulebook",
                "/import",
                "/rejected",
                "/audit",
                "/audit/chain",
                "/sign-out",
                "/audit/offers/" + card.offerId(),
                "/mailbox")) {
            Browser.visit(page, path, 200);
            int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
            assertThat(width).as("width of " + path).isLessThanOrEqualTo(PHONE_WIDTH);
        }
        page.navigate("/queue");
        browser.screenshot(page, "phone-queue");
        page.navigate("/cards/" + card.offerId());
        browser.screenshot(page, "phone-card");
    }
}
