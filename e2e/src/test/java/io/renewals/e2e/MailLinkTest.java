package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Await;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.Answer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Mailbox;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The link of a card's mail: looking decides nothing, and a decision through it is one person's, in time, once. */
@ExtendWith(ShowsLog.class)
class MailLinkTest {
    private static final Pattern LINK = Pattern.compile("/links/([A-Za-z0-9_.-]+)");
    private static final int PREFETCHES = 100;

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

    @Test
    void aScannerThatFollowsTheLinkAHundredTimesDecidesNothing() {
        Card card = books.card(toTom("link-prefetch"));
        String token = tokenFor("Link Prefetch");

        for (int i = 0; i < PREFETCHES; i++) {
            Answer page = product.as(User.NOBODY).page("/links/" + token).must(200);
            assertThat(page.text()).contains("Link Prefetch").doesNotContain("Robin Field");
        }

        assertThat(card.status()).isEqualTo("queued");
        assertThat(card.now().path("actions")).isEmpty();
    }

    @Test
    void itLeadsItsReaderThroughTheSignInToTheCardAndOneDecision() {
        Card card = books.card(toTom("link-twice"));
        String token = tokenFor("Link Twice");
        Page page = browser.window(1280, 900);
        page.navigate("/links/" + token);
        browser.screenshot(page, "mail-link");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in to decide"))
                .click();
        browser.signIn(page, User.TOM);
        assertThat(page.locator("h1").first()).containsText("Link Twice");
        page.locator("summary", new Page.LocatorOptions().setHasText("Skip")).click();
        page.getByLabel("Handling by hand").check();
        button(page, "Skip").click();
        assertThat(page.locator("#card-state")).containsText("Skipped by Tom");
        button(page, "Undo").click();

        page.navigate("/cards/" + card.offerId() + "?link=" + token);
        button(page, "Approve and send").click();

        assertThat(page.locator("main")).containsText("through this link before");
        assertThat(card.status()).isEqualTo("queued");
        page.navigate("/links/" + token);
        assertThat(page.locator("main")).containsText("A decision was made through this link");
    }

    @Test
    void pressedByAnotherUserItDecidesNothingAndSaysWhy() {
        Card card = books.card(toTom("link-other"));
        String token = tokenFor("Link Other");
        Page page = browser.signedIn(User.ADA);
        page.navigate("/links/" + token);
        assertThat(page.locator("main")).containsText("made for somebody else");

        page.navigate("/cards/" + card.offerId() + "?link=" + token);
        button(page, "Approve and send").click();

        assertThat(page.locator("main")).containsText("somebody else");
        assertThat(card.status()).isEqualTo("queued");
    }

    @Test
    void changedOnItsWayItIsRefused() {
        books.card(toTom("link-forged"));
        String token = tokenFor("Link Forged");
        int middle = token.length() / 3;
        String forged =
                token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);

        assertThat(product.as(User.NOBODY).page("/links/" + forged).status()).isEqualTo(404);
    }

    /** Tom has no Slack: his cards come by mail. */
    private static Customer toTom(String account) {
        return Customer.ofAcme(account).ownedBy("tom@acme.example");
    }

    private static String tokenFor(String accountName) {
        Mailbox.Mail mail = Await.value(
                "the mail to Tom about " + accountName, () -> product.mailbox().to("tom@acme.example").stream()
                        .filter(each -> each.subject().contains(accountName))
                        .findFirst());
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        return link.group(1);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
