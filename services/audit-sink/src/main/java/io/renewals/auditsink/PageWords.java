package io.renewals.auditsink;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** For this service's pages. */
@TemplateExtension
final class PageWords {
    private PageWords() {}

    /** As one part of a path. */
    static String urlPart(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
