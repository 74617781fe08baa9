package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.PageTest;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything an owner decides, on the pages of a real browser: exceptions, snooze, hand-over, undo, and what two people do at once. */
class OwnersPagesTest extends PageTest {
    private static final LocatorAssertions.ContainsTextOptions IN_TIME =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    /** All at once: one scan for all tests. */
    @BeforeAll
    static void givenACardForEachTest() {
        books.cards(Stream.of(
                        "pages-exception",
                        "pages-over",
                        "pages-under",
                        "pages-inside",
                        "pages-refuse",
                        "pages-snooze",
                        "pages-hand-over",
                        "pages-skip-a",
                        "pages-skip-b",
                        "pages-skip-c",
                        "pages-skip-d",
                        "pages-two",
                        "pages-stale",
                        "bulk-one",
                        "bulk-two")
                .map(Customer::ofAcme)
                .toArray(Customer[]::new));
    }

    @Override
    protected Set<Integer> refusals() {
        return Set.of(409, 422);
    }

    @Test
    void anExceptionIsAskedForAndGrantedBySomebodyElseAndWidensThisCard() {
        Customer customer = Customer.ofAcme("pages-exception");
        Card card = books.awaitCard(customer);
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
        Card card = books.awaitCard(Customer.ofAcme(account));
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
        Card card = books.awaitCard(Customer.ofAcme("pages-refuse"));
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
        Card card = books.awaitCard(Customer.ofAcme("pages-snooze"));
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
        Card card = books.awaitCard(customer);
        Page maria = opened(User.MARIA, card);
        fold(maria, "Hand over");
        maria.locator("#reassign-owner").selectOption("tom");
        button(maria, "Hand over").click();
        assertThat(maria.locator("main")).containsText("tom@acme.example");

        Page tom = browser.opened(User.TOM, "/queue?owner=me&q=Pages+Hand");
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
        Card card = books.awaitCard(Customer.ofAcme(account));
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
        Card card = books.awaitCard(Customer.ofAcme("pages-two"));
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
        Card card = books.awaitCard(customer);
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
        Page page = browser.opened(User.MARIA, "/queue?owner=me&q=Bulk");
        assertThat(page.locator("input[name=card]")).hasCount(0);

        for (Locator unfold : page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Read the text"))
                .all()) {
            unfold.click();
        }
        assertThat(page.locator("input[name=card]")).hasCount(2);
        page.locator("input[name=card]").nth(0).check();
        page.locator("input[name=card]").nth(1).check();
        browser.picture(page, "queue-bulk", 1400);
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
}
