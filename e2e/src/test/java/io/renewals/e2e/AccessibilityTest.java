package io.renewals.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.renewals.e2e.product.Axe;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page by axe-core: contrast in both colour schemes, labels, landmarks, the order of headings. */
@ExtendWith(ShowsLog.class)
class AccessibilityTest {
    private static final String OPEN_ALL_FOLDS =
            "() => document.querySelectorAll('details').forEach(fold => fold.open = true)";

    private static Product product;
    private static Browser browser;
    private static Card card;

    @BeforeAll
    static void givenTheSampleBook() {
        product = Product.shared();
        Books books = Books.ready(product).withSamples();
        card = books.card(Customer.ofAcme("accessible"));
        browser = Browser.on(product);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyPageCanBeReadAndUsed(ColorScheme scheme) {
        Page page = browser.signedIn(User.ADA);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));

        assertThat(faults(
                        page,
                        "/queue",
                        "/queue?q=nobody-of-that-name",
                        "/queue?status=all",
                        "/cards/" + card.offerId(),
                        "/accounts",
                        "/accounts/accessible",
                        "/proposals",
                        "/scans",
                        "/digest",
                        "/attention",
                        "/settings",
                        "/rulebook",
                        "/rulebook/1",
                        "/import",
                        "/rejected",
                        "/audit",
                        "/audit/offers/" + card.offerId(),
                        "/audit/chain",
                        "/mailbox",
                        "/sign-out",
                        "/cards/no-such-card",
                        "/links/forged"))
                .isEmpty();
    }

    @Test
    void aPhonesPagesCanBeReadAndUsed() {
        Page page = browser.signedIn(User.ADA, 390, 844);

        assertThat(faults(page, "/queue", "/cards/" + card.offerId(), "/accounts/accessible", "/audit"))
                .isEmpty();
    }

    @Test
    void whoIsNotSignedInCanSignIn() {
        Page page = browser.window(1280, 900);

        assertThat(faults(page, "/sign-in", "/sign-in?failed=1", "/sign-out")).isEmpty();
    }

    @Test
    void aRefusedFieldSaysSoToEverybody() {
        Page page = browser.signedIn(User.MARIA);
        page.navigate("/cards/" + card.offerId());
        page.locator("summary", new Page.LocatorOptions().setHasText("Edit")).click();
        page.locator("#discount").fill("40");
        page.locator("form[action$=edit] button").click();

        assertThat(page.locator("#discount").getAttribute("aria-invalid")).isEqualTo("true");
        String words = page.locator("#discount").getAttribute("aria-describedby");
        assertThat(page.locator("#" + words).textContent()).contains("15% cap");
        assertThat(Axe.faults(page)).isEmpty();
    }

    private static List<String> faults(Page page, String... paths) {
        List<String> found = new ArrayList<>();
        for (String path : paths) {
            page.navigate(path);
            page.evaluate(OPEN_ALL_FOLDS);
            Axe.faults(page).forEach(fault -> found.add(path + ": " + fault));
        }
        return found;
    }
}
