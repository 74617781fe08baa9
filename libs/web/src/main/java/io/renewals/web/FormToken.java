package io.renewals.web;

import io.quarkus.qute.RawString;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;

/**
 * The proof that a form was made by one of our pages for this very person: {@code <epoch second>.<signature over
 * user and time>}. Needs no cookie and no store, so it holds in any tab and before any service that has the key.
 *
 * <p>In a form: <code>{cdi:formToken.field}</code>. htmx requests carry it as a header, set once in the layout.
 */
@Named("formToken")
@RequestScoped
public class FormToken {

    static final String FIELD = "form-token";
    static final String HEADER = "X-Form-Token";
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final String PURPOSE = "form-token";

    private final SessionKey key;
    private final PageTime time;
    private final SecurityIdentity identity;

    @Inject
    public FormToken(SessionKey key, PageTime time, SecurityIdentity identity) {
        this.key = key;
        this.time = time;
        this.identity = identity;
    }

    public String getValue() {
        long madeAt = time.now().getEpochSecond();
        return madeAt + "." + key.sign(PURPOSE, signed(madeAt));
    }

    /** The hidden input that every form which changes something carries. */
    public RawString getField() {
        return new RawString("<input type=\"hidden\" name=\"" + FIELD + "\" value=\"" + getValue() + "\">");
    }

    /** For the layout's {@code hx-headers}. */
    public String getHeaders() {
        return "{\"" + HEADER + "\":\"" + getValue() + "\"}";
    }

    boolean accepts(String token) {
        int dot = token.indexOf('.');
        if (dot < 1 || dot > 12 || !token.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long madeAt = Long.parseLong(token.substring(0, dot));
        boolean fresh = Instant.ofEpochSecond(madeAt).plus(LIFETIME).isAfter(time.now());
        return fresh && key.verifies(PURPOSE, signed(madeAt), token.substring(dot + 1));
    }

    private String signed(long madeAt) {
        return identity.getPrincipal().getName() + "\n" + madeAt;
    }
}
