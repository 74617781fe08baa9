package io.renewals.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.ServerCookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/**
 * On https our cookies are named {@code __Host-…}: a browser then takes them from this very host alone, over https, for the whole
 * site, so that no neighbouring host can plant a session. Inside, they keep their plain names; one that comes in under its plain name
 * over https is not ours and is dropped. On plain http, a laptop's, browsers refuse the prefix, and nothing is renamed.
 */
@ApplicationScoped
public class HostCookies {

    static final String PREFIX = "__Host-";

    /** Before everything that reads a cookie. */
    private static final int FIRST = 20_000;

    private static final List<String> OURS = List.of("renewals-", "q_session", "q_auth", "q_post_logout");

    void register(@Observes Filters filters) {
        filters.register(this::apply, FIRST);
    }

    private void apply(RoutingContext context) {
        if ("https".equals(context.request().scheme())) {
            unwrap(context.request());
            context.addHeadersEndHandler(end -> wrap(context));
        }
        context.next();
    }

    private static void unwrap(HttpServerRequest request) {
        List<String> kept = new ArrayList<>();
        for (String header : request.headers().getAll("Cookie")) {
            for (String pair : header.split(";")) {
                String cookie = pair.strip();
                if (cookie.startsWith(PREFIX)) {
                    kept.add(cookie.substring(PREFIX.length()));
                } else if (!cookie.isEmpty() && !isOurs(cookie)) {
                    kept.add(cookie);
                }
            }
        }
        request.headers().remove("Cookie");
        if (!kept.isEmpty()) {
            request.headers().set("Cookie", String.join("; ", kept));
        }
    }

    private static void wrap(RoutingContext context) {
        for (Cookie cookie : List.copyOf(context.request().cookies())) {
            if (cookie instanceof ServerCookie said && said.isChanged() && isOurs(cookie.getName())) {
                context.response().removeCookie(cookie.getName(), false);
                context.response()
                        .addCookie(Cookie.cookie(PREFIX + cookie.getName(), cookie.getValue())
                                .setPath("/")
                                .setSecure(true)
                                .setHttpOnly(cookie.isHttpOnly())
                                .setSameSite(cookie.getSameSite())
                                .setMaxAge(cookie.getMaxAge()));
            }
        }
    }

    private static boolean isOurs(String name) {
        return OURS.stream().anyMatch(name::startsWith);
    }
}
