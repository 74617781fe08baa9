package io.renewals.web;

import io.vertx.ext.web.RoutingContext;

/** Who reads the answer: a person a page, a program a document. */
enum Surface {
    PAGE,
    API;

    static Surface of(RoutingContext context) {
        return ofPath(context.normalizedPath());
    }

    /** @param path absolute, without the query */
    static Surface ofPath(String path) {
        boolean program = path.startsWith("/api/") || path.equals("/api") || isSlack(path) || path.startsWith("/q/");
        return program ? API : PAGE;
    }

    static boolean isSlack(String path) {
        return path.equals("/slack") || path.startsWith("/slack/");
    }
}
