package io.renewals.web;

import java.util.Set;

/**
 * The person this request acts for. Inject it wherever a tenant or an actor is needed; nothing else may say who
 * the tenant is.
 *
 * <p>The facts come from the security identity, whoever made it: the local users of the laptop stack today, an
 * OpenID Connect provider through an augmentor that sets the same attributes ({@link #TENANT}, {@link #EMAIL},
 * {@link #NAME}).
 */
public interface SignedIn {

    String TENANT = "tenant";
    String EMAIL = "email";
    String NAME = "name";

    String OWNER = "owner";
    String ADMIN = "admin";
    String AUDITOR = "auditor";

    /** True where somebody is signed in; the methods below may be called only then. */
    boolean present();

    /** The tenant's id, as in event keys. Throws a 403 {@link Problem} for an identity that has none. */
    String tenant();

    /** The mail address, in lower case: how the rulebook names an owner. */
    String email();

    /** The name to show. */
    String name();

    /** The sign-in name. */
    String user();

    Set<String> roles();

    default boolean has(String role) {
        return roles().contains(role);
    }

    default boolean isAdmin() {
        return has(ADMIN);
    }

    /** Owners decide on their cards, admins on anybody's; whose card it is, the service checks. */
    default boolean mayDecide() {
        return has(OWNER) || has(ADMIN);
    }

    /** Imports, rulebooks, scans, replays. */
    default boolean mayAdminister() {
        return has(ADMIN);
    }
}
