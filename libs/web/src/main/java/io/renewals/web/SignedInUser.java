package io.renewals.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Set;

/** Reads {@link SignedIn} off the security identity; templates see it as {@code cdi:signedIn}. */
@Named("signedIn")
@RequestScoped
public class SignedInUser implements SignedIn {

    private final SecurityIdentity identity;

    @Inject
    public SignedInUser(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Somebody without a tenant is nobody here: pages show them no navigation, and every read of it is refused. */
    @Override
    public boolean present() {
        return !identity.isAnonymous() && identity.getAttribute(TENANT) != null && identity.getAttribute(EMAIL) != null;
    }

    @Override
    public String tenant() {
        return attribute(TENANT);
    }

    @Override
    public String email() {
        return attribute(EMAIL).toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return attribute(NAME);
    }

    @Override
    public String user() {
        return identity.getPrincipal().getName();
    }

    @Override
    public Set<String> roles() {
        return identity.getRoles();
    }

    /** Fails closed: an identity without a tenant may read nothing, rather than everything. */
    private String attribute(String key) {
        Object value = identity.getAttribute(key);
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw Problem.forbidden("Your sign-in carries no " + key + ". Ask an administrator to add it to your account.")
                .raised();
    }
}
