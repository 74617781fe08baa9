package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything an owner decides, on the pages of a real browser: exceptions, snooze, hand-over, undo, and what two people do at once. */
@ExtendWith(ShowsLog.class)
class OwnersPagesTest {
    private static final LocatorAssertions.ContainsTextOptions IN_TIME =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    private static Product product;
    private static Books books;
    private static Browser browser;

    @BeforeAll
    static void start() {
        product = Product.shared();
        books = Books.ready(product);
        browser = Browser.on(product);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** A refusal is a page with a 4xx status, which the browser remarks; anything else is a fault. */
    @AfterEach
    void noPageComplainedButOfRefusals() {
        assertThat(browser.complaints()).allMatch(complaint -> complaint.matches("(?s).*status of 4(09|22).*"));
    }

    @Test
    void anExceptionIsAskedForAndGrantedBySomebodyElseAndWidensThisCard() {
        Customer customer = Customer.ofAcme("pages-exception");
        Card card = books.card(customer);
        Page maria = opened(User.MARIA, card);
        ask(maria, "20", "They stay for three years if we meet them here");
        assertThat(maria.locator("#exception-head")).containsText("Exception asked for");
        assertThat(button(maria, "Grant 20%")).hasCount(0);
        browser.screenshot(maria, "exception-asked");

        Page ada = opened(User.ADA, card);
        browser.screenshot(ada, "exception-to-grant");
        button(ada, "Grant 20%").click();
        assertThat(ada.locator("#exception-head")).containsText("Exception granted");

        maria.reload();
        assertThat(maria.locator(".letter").first()).containsText("$39.20");
        button(maria, "Approve and send").click();
        assertThat(maria.locator("#card-state")).containsText("Sent to", IN_TIME);
        assertThat(product.mailbox().awaitOneTo(customer.contactEmail()).text()).contains("20%", "$39.20");
    }

    @ParameterizedTest
    @CsvSource({"pages-over, 26, 25%", "pages-under, 21, floor", "pages-inside, 12, cap"})
    void anExceptionOutsideItsBoundsIsRefusedAtItsField(String account, String discount, String named) {
        Card card = books.card(Customer.ofAcme(account));
        Page page = opened(User.MARIA, card);

        ask(page, discount, "They asked for it");

        Locator alert = page.getByRole(AriaRole.ALERT).first();
        assertThat(alert).containsText("Not saved");
        assertThat(alert).containsText(named);
        assertThat(page.locator("#exception-discount")).hasValue(discount);
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void aRefusedExceptionLeavesTheCardAsItWas() {
        Card card = books.card(Customer.ofAcme("pages-refuse"));
        ask(opened(User.MARIA, card), "20", "They asked for it");

        Page ada = opened(User.ADA, card);
        ada.locator("#refuse-reason").fill("Not for a customer of this size");
        button(ada, "Refuse").click();

        assertThat(ada.locator("main")).containsText("Not for a customer of this size");
        assertThat(card.now().at("/offer/discountPercent").decimalValue()).isEqualByComparingTo("10");
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void aSnoozedCardSaysUntilWhenAndCanBeUndone() {
        Card card = books.card(Customer.ofAcme("pages-snooze"));
        Page page = opened(User.MARIA, card);
        LocalDate until = LocalDate.parse(page.locator("#snooze-until").getAttribute("min"));
        fold(page, "Snooze");
        page.locator("#snooze-until").fill(until.toString());
        page.locator("#snooze-note").fill("They decide after their board meets");
        button(page, "Snooze").click();

        assertThat(page.locator("#card-state")).containsText("Snoozed by Maria");
        assertThat(card.status()).isEqualTo("snoozed");
        button(page, "Undo").click();
        assertThat(button(page, "Approve and send")).isVisible();
    }

    @Test
    void aCardHandedOverBelongsToTheOtherWhoseMailItThenIs() {
        Customer customer = Customer.ofAcme("pages-hand-over");
        Card card = books.card(customer);
        Page maria = opened(User.MARIA, card);
        fold(maria, "Hand over");
        maria.locator("#reassign-owner").selectOption("tom");
        button(maria, "Hand over").click();
        assertThat(maria.locator("main")).containsText("tom@acme.example");

        Page tom = browser.signedIn(User.TOM);
        tom.navigate("/queue?owner=me&q=Pages+Hand");
        tom.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pages Hand Over"))
                .click();
        button(tom, "Approve and send").click();

        assertThat(tom.locator("#card-state")).containsText("Sent to", IN_TIME);
        assertThat(product.mailbox().awaitOneTo(customer.contactEmail()).from()).contains("tom@acme.example");
    }

    @ParameterizedTest
    @CsvSource({
        "pages-skip-a, Handling by hand, ''",
        "pages-skip-b, Already churned, ''",
        "pages-skip-c, Not ready yet, ''",
        "pages-skip-d, Other, They are being bought"
    })
    void aSkipTakesEachReason(String account, String reason, String note) {
        Card card = books.card(Customer.ofAcme(account));
        Page page = opened(User.MARIA, card);
        fold(page, "Skip");
        page.getByLabel(reason).check();
        page.locator("#skip-note").fill(note);
        button(page, "Skip").click();

        assertThat(page.locator("#card-state")).containsText("Skipped by Maria");
        assertThat(page.locator("#card-state")).containsText(note.isEmpty() ? reason : note);
    }

    @Test
    void ofTwoPeopleAtOnceTheSecondIsToldWhoDecided() {
        Card card = books.card(Customer.ofAcme("pages-two"));
        Page maria = opened(User.MARIA, card);
        Page ada = opened(User.ADA, card);
        button(maria, "Approve and send").click();
        assertThat(maria.locator("#card-state")).containsText("Maria");

        button(ada, "Approve and send").click();

        assertThat(ada.locator("main")).containsText("Maria Santos");
        assertThat(product.mailbox().awaitOneTo("robin@pages-two.example").subject())
                .isNotBlank();
    }

    @Test
    void aCardWhoseFactsChangedWhileItWasOpenIsNotSent() {
        Customer customer = Customer.ofAcme("pages-stale");
        Card card = books.card(customer);
        Page page = opened(User.MARIA, card);
        books.outside().reportTerms(customer, customer.quantity(35).terms());
        card.awaitStatus("stale");

        button(page, "Approve and send").click();

        assertThat(page.locator("main")).containsText("Out of date");
        assertThat(product.mailbox().to(customer.contactEmail())).isEmpty();
    }

    @Test
    void severalCardsAreApprovedTogetherOnceEachTextWasUnfolded() {
        Customer first = Customer.ofAcme("bulk-one");
        Customer second = Customer.ofAcme("bulk-two");
        books.cards(first, second);
        Page page = browser.signedIn(User.MARIA);
        page.navigate("/queue?owner=me&q=Bulk");
        assertThat(page.locator("input[name=card]")).hasCount(0);

        for (Locator unfold : page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Read the text"))
                .all()) {
            unfold.click();
        }
        assertThat(page.locator("input[name=card]")).hasCount(2);
        page.locator("input[name=card]").nth(0).check();
        page.locator("input[name=card]").nth(1).check();
        browser.screenshot(page, "queue-bulk");
        page.locator("#bulk button").click();

        assertThat(page.locator("h1")).containsText("2 cards approved");
        product.mailbox().awaitOneTo(first.contactEmail());
        product.mailbox().awaitOneTo(second.contactEmail());
    }

    private static void ask(Page page, String discount, String reason) {
        fold(page, "Ask for an exception");
        page.locator("#exception-discount").fill(discount);
        page.locator("#exception-reason").fill(reason);
        page.locator("form[action$='/exception'] button").click();
    }

    private static Page opened(User user, Card card) {
        Page page = browser.signedIn(user);
        page.navigate("/cards/" + card.offerId());
        return page;
    }

    private static void fold(Page page, String name) {
        page.locator("summary", new Page.LocatorOptions().setHasText(name)).click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
