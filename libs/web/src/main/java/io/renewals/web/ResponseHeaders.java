package io.renewals.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** The headers every answer carries, and the refusal of what a browser itself says comes from another site. */
@ApplicationScoped
public class ResponseHeaders {

    /** Before routing and authentication, so that refusals and redirects carry the headers too. */
    private static final int FIRST = 10_000;

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    void register(@Observes Filters filters) {
        filters.register(this::apply, FIRST);
    }

    private void apply(RoutingContext context) {
        String path = context.request().path() == null ? "/" : context.request().path();
        var headers = context.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        if (!path.startsWith("/q/")) {
            headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            headers.set("X-Frame-Options", "DENY");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
        }
        boolean asset = path.startsWith("/web/") || path.startsWith("/webjars/");
        if (!asset) {
            headers.set("Cache-Control", "no-store");
        }
        if (fromAnotherSite(context.request())
                && !SAFE.contains(context.request().method())
                && !Surface.isSlack(path)) {
            context.response()
                    .setStatusCode(403)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("This request came from another site. Nothing was recorded.");
            return;
        }
        context.next();
    }

    /** Absent where the caller is no browser; the session cookie and the form token guard those too. */
    private static boolean fromAnotherSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return "cross-site".equals(site) || "same-site".equals(site);
    }
}
