package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.Answer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.PageTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The link of a card's mail: looking decides nothing, and a decision through it is one person's, in time, once. */
class MailLinkTest extends PageTest {
    private static final int PREFETCHES = 100;

    @Override
    protected Set<Integer> refusals() {
        return Set.of(403, 409);
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
        Page page = browser.opened(User.ADA, "/links/" + token);
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
        return product.mailbox().awaitLink(User.TOM.email(), accountName).substring("/links/".length());
    }
}
