package io.renewals.intake;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code acme=https://…,globex=https://…}. */
final class WatchedUrls {
    private WatchedUrls() {}

    /** @param name of the setting, for who got it wrong */
    static Map<String, URI> parse(String name, String setting) {
        Map<String, URI> urls = new LinkedHashMap<>();
        for (String entry : setting.split(",")) {
            if (entry.isBlank()) {
                continue;
            }
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(name + ": '" + entry.strip() + "' is not <tenant>=<url>");
            }
            URI url = URI.create(entry.substring(equals + 1).strip());
            if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                throw new IllegalArgumentException(name + ": '" + url + "' is not an http or https address");
            }
            urls.put(entry.substring(0, equals).strip(), url);
        }
        return urls;
    }
}
