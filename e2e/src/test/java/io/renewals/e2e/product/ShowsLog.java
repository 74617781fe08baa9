package io.renewals.e2e.product;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** On a test class: a failed test says what the product's parts said last. */
public final class ShowsLog implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new ProductSaid(Product.shared().log()));
        throw failure;
    }

    /** Carries the log's end beside a failure. */
    static final class ProductSaid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProductSaid(String log) {
            super(log, null, false, false);
        }
    }
}
