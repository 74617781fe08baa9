package io.renewals.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * One line for the next page the person sees, said before a redirect: {@code notices.done("Sent to Bayside
 * Studio.")}. It travels in a signed cookie, so any service can show what another said; the layout shows and
 * clears it.
 */
@Named("notices")
@RequestScoped
public class Notices {

    /** @param tone good, warning or bad */
    public record Notice(String tone, String text) {}

    private static final String COOKIE = "renewals-notice";
    private static final String PURPOSE = "notice";
    private static final int LONGEST_CHARS = 600;
    private static final int SHOWN_WITHIN_SECONDS = 60;

    private final RoutingContext context;
    private final SessionKey key;
    private final SignedIn signedIn;

    @Inject
    public Notices(RoutingContext context, SessionKey key, SignedIn signedIn) {
        this.context = context;
        this.key = key;
        this.signedIn = signedIn;
    }

    public void done(String text) {
        say("good", text);
    }

    public void warn(String text) {
        say("warning", text);
    }

    public void failed(String text) {
        say("bad", text);
    }

    /** For the layout: the notice waiting, at most one, and clears it. */
    public List<Notice> getWaiting() {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null || !signedIn.present()) {
            return List.of();
        }
        context.response().addCookie(cookie("", 0));
        String[] parts = cookie.getValue().split("\\.", 3);
        if (parts.length != 3 || !key.verifies(PURPOSE, signed(parts[0], parts[1]), parts[2])) {
            return List.of();
        }
        return List.of(
                new Notice(parts[0], new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
    }

    private void say(String tone, String text) {
        String cut = text.length() <= LONGEST_CHARS ? text : text.substring(0, LONGEST_CHARS) + "…";
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(cut.getBytes(StandardCharsets.UTF_8));
        String value = tone + "." + encoded + "." + key.sign(PURPOSE, signed(tone, encoded));
        context.response().addCookie(cookie(value, SHOWN_WITHIN_SECONDS));
    }

    private String signed(String tone, String encoded) {
        return signedIn.user() + "\n" + tone + "\n" + encoded;
    }

    private Cookie cookie(String value, int maxAgeSeconds) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(maxAgeSeconds);
    }
}
