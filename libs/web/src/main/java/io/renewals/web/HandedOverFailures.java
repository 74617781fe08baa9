package io.renewals.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Leads what an ingress hands over to {@link FrontPage}. An answer that failed comes as a question for {@code /}; where no replica of the
 * part is ready, ingress-nginx sends the request itself, under its own address and method. Whoever claims to be such an ingress gets
 * that page too, and nothing else.
 */
@ApplicationScoped
public class HandedOverFailures {

    /** Before everything, so that nobody is asked to sign in, or for a form's token, by a page of another part. */
    private static final int FIRST = 30_000;

    void register(@Observes Filters filters) {
        filters.register(HandedOverFailures::apply, FIRST);
    }

    private static void apply(RoutingContext context) {
        boolean there = context.request().method() == HttpMethod.GET && FrontPage.PATH.equals(context.normalizedPath());
        if (!there && FrontPage.isHandedOver(context.request().getHeader(FrontPage.CODE))) {
            context.reroute(HttpMethod.GET, FrontPage.PATH);
        } else {
            context.next();
        }
    }
}
