package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The pages in a real browser: decide by mouse, by keyboard alone, and on a phone. Run alone with {@code -Dimages=docs} it renews
 * the documentation's screenshots.
 */
@ExtendWith(ShowsLog.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserTest {
    private static final String ACCOUNT = "northwind-labs";
    private static final int PHONE_WIDTH = 390;
    private static final LocatorAssertions.ContainsTextOptions IN_TIME =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    private static Product product;
    private static Books books;
    private static Browser browser;

    @BeforeAll
    static void givenTheSampleBook() {
        Assumptions.assumeTrue(
                Files.isExecutable(Browser.CHROMIUM),
                "no Chromium at " + Browser.CHROMIUM + "; install it or set CHROMIUM");
        product = Product.shared();
        books = Books.ready(product).withSamples();
        browser = new Browser(product);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(1)
    void anOwnerReviewsACardAndSendsItAndFindsMailAndTrail() {
        Card card = books.awaitCard("acme", ACCOUNT);
        product.slack().awaitMessage("U0MARIA", card.offerId());
        Page page = browser.signedIn(User.MARIA);
        for (String name : List.of("Northwind Labs", "Harbor Clinic", "Cobalt Games", "Kestrel Robotics")) {
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)))
                    .isVisible();
        }
        browser.screenshot(page, "queue", true);
        slackShows(card);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Northwind Labs"))
                .click();
        assertThat(page.locator(".letter").first()).containsText("Hi Elin Sandberg");
        browser.screenshot(page, "card", true);
        button(page, "Approve and send").click();

        assertThat(page.locator("#card-state")).containsText("Sent to elin@northwindlabs.example", IN_TIME);
        browser.screenshot(page, "card-sent", false);
        page.navigate("/mailbox");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Northwind Labs"))
                .first()
                .click();
        assertThat(page.locator("pre").first()).containsText("Hi Elin Sandberg");
        browser.screenshot(page, "mailbox", true);
        theTrailShows(card);
    }

    private static void slackShows(Card card) {
        Page slack = browser.window(1280, 900);
        slack.navigate("/slack-stand-in/");
        Locator maria = slack.getByText("Maria").first();
        assertThat(maria).isVisible();
        maria.click();
        Locator message = slack.getByText("Renewal: Northwind Labs").first();
        assertThat(message).isVisible();
        message.evaluate("e => { e.style.scrollMarginTop = '10rem'; e.scrollIntoView({block: 'start'}); }");
        browser.screenshot(slack, "slack", true);
    }

    private static void theTrailShows(Card card) {
        Page page = browser.signedIn(User.OTTO);
        Await.until("the send in the trail", () -> product.as(User.OTTO)
                .get("/api/audit?offer=" + card.offerId() + "&type=offer.actioned")
                .text()
                .contains("SENT"));
        page.navigate("/audit/offers/" + card.offerId());
        assertThat(page.locator("main")).containsText("Maria");
        browser.screenshot(page, "trail", true);
    }

    @Test
    @Order(2)
    void anEditOverTheCapIsRefusedAtItsFieldAndKeepsWhatWasTyped() {
        Card card = books.card(Customer.ofAcme("browser-edit"));
        Page page = browser.signedIn(User.MARIA);
        page.navigate("/cards/" + card.offerId());
        page.locator("summary", new Page.LocatorOptions().setHasText("Edit")).click();

        page.locator("#discount").fill("16");
        button(page, "Save").click();

        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("15% cap for tier Mid-market");
        assertThat(page.locator("#discount")).hasValue("16");
        assertThat(page.locator("form[action$=edit]")).containsText("15% cap for tier Mid-market");
        browser.screenshot(page, "edit-refused", true);
        browser.complaints().forEach(complaint -> assertThat(complaint).contains("422"));

        page.locator("#discount").fill("14");
        button(page, "Save").click();
        assertThat(page.locator(".letter").first()).containsText("14%");
    }

    @Test
    @Order(3)
    void aSkipAsksForAReasonAndClosesTheCard() {
        Card card = books.card(Customer.ofAcme("browser-skip"));
        Page page = browser.signedIn(User.MARIA);
        page.navigate("/cards/" + card.offerId());
        page.locator("summary", new Page.LocatorOptions().setHasText("Skip")).click();

        page.getByLabel("Handling by hand").check();
        button(page, "Skip").click();

        assertThat(page.locator("#card-state")).containsText("Skipped by Maria");
        button(page, "Undo").click();
        assertThat(button(page, "Approve and send")).isVisible();
    }

    @Test
    @Order(4)
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
    @Order(5)
    void everyPageFitsAPhoneWithoutScrollingSideways() {
        Card card = books.card(Customer.ofAcme("browser-phone"));
        Page page = browser.signedIn(User.ADA, PHONE_WIDTH, 844);
        for (String path : List.of(
                "/queue",
                "/cards/" + card.offerId(),
                "/accounts",
                "/accounts/" + ACCOUNT,
                "/scans",
                "/attention",
                "/rulebook",
                "/import",
                "/rejected",
                "/audit",
                "/audit/offers/" + card.offerId(),
                "/mailbox")) {
            page.navigate(path);
            int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
            assertThat(width).as("width of " + path).isLessThanOrEqualTo(PHONE_WIDTH);
        }
        page.navigate("/queue");
        browser.screenshot(page, "phone-queue", false);
        page.navigate("/cards/" + card.offerId());
        browser.screenshot(page, "phone-card", false);
    }

    @Test
    @Order(6)
    void everyPageOpensForAnAdmin() {
        Page page = browser.signedIn(User.ADA);
        for (String path :
                List.of("/accounts", "/accounts/" + ACCOUNT, "/scans", "/attention", "/rulebook", "/import")) {
            page.navigate(path);
            assertThat(page.locator("h1").first()).isVisible();
            browser.screenshot(page, "page-" + path.substring(1).replace('/', '-'), false);
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
