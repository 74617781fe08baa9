package io.renewals.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Http.User;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A test of pages: the shared product, its books, and one browser for all such tests. After each test its windows are closed, and
 * no page may have complained but of a refusal that the test is about.
 */
@ExtendWith({ShowsLog.class, PageTest.OneBrowser.class})
public abstract class PageTest {
    protected static Product product;
    protected static Books books;
    protected static Browser browser;

    /** Starts what does not run yet; the browser ends after the last test. A failed test leaves pictures of its windows. */
    static final class OneBrowser implements BeforeAllCallback, TestExecutionExceptionHandler {
        @Override
        public void beforeAll(ExtensionContext context) {
            product = Product.shared();
            books = Books.ready(product);
            browser = context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Browser.class, any -> Browser.on(product), Browser.class);
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            browser.screenshots("failed-" + context.getRequiredTestMethod().getName());
            throw failure;
        }
    }

    /** Statuses of answers that these tests ask for: a refusal is a page too, and the browser remarks it. */
    protected Set<Integer> refusals() {
        return Set.of();
    }

    @AfterEach
    void noPageComplained() {
        browser.closeWindows();
        assertThat(browser.complaints()).allMatch(complaint -> refusals().stream()
                .anyMatch(status -> complaint.contains("status of " + status + " ")));
    }

    protected static Page opened(User user, Card card) {
        return browser.opened(user, card.path());
    }

    protected static void fold(Page page, String name) {
        page.locator("summary", new Page.LocatorOptions().setHasText(name)).click();
    }

    protected static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    protected static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }
}
