package io.renewals.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The way through the product, one list whichever service serves the page. */
@Named("navigation")
@RequestScoped
public class Navigation {

    /** @param current whether the page shown is this or below it */
    public record Item(String label, String path, boolean current) {}

    private final String here;

    @Inject
    public Navigation(RoutingContext context) {
        this.here = context.normalizedPath();
    }

    public List<Item> getItems() {
        return List.of(
                item("Queue", "/queue", "/cards"),
                item("Proposals", "/proposals", "/proposals"),
                item("Accounts", "/accounts", "/scans"),
                item("Needs attention", "/attention", "/attention"),
                item("Digests", "/digest", "/digest"),
                item("Import", "/import", "/import"),
                item("Rejected", "/rejected", "/rejected"),
                item("Settings", "/settings", "/settings"),
                item("Rulebook", "/rulebook", "/rulebook"),
                item("Audit", "/audit", "/audit"));
    }

    private Item item(String label, String path, String alsoBelow) {
        return new Item(label, path, isAt(path) || isAt(alsoBelow));
    }

    private boolean isAt(String path) {
        return here.equals(path) || here.startsWith(path + "/");
    }
}
