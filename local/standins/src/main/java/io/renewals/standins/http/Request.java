package io.renewals.standins.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request as the stand-ins read it.
 *
 * @param path decoded path without the prefix it was served under, always starting with a slash
 * @param prefix the prefix a proxy took off or sent along ({@code /slack-stand-in}), empty when there is none
 * @param headers names in lower case
 */
public record Request(
        String method,
        String path,
        String prefix,
        Map<String, String> query,
        Map<String, List<String>> headers,
        byte[] body) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; an empty body reads as an empty object. */
    public JsonNode json() {
        return body.length == 0 ? Json.object() : Json.parse(text());
    }

    public Map<String, String> form() {
        return decode(text());
    }

    /** First value of a header, empty when it was not sent. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }

    public String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** Decodes {@code a=b&c=d}; the last of a repeated name wins. */
    public static Map<String, String> decode(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return fields;
        }
        for (String pair : encoded.split("&")) {
            int split = pair.indexOf('=');
            String name = split < 0 ? pair : pair.substring(0, split);
            String value = split < 0 ? "" : pair.substring(split + 1);
            fields.put(unescape(name), unescape(value));
        }
        return fields;
    }

    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("bad percent-encoding: " + e.getMessage());
        }
    }
}
