package io.renewals.web;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What an identity provider says of a person, in the words the product knows: tenant, e-mail, name and the three roles. Anything else
 * it grants means nothing here. Without a tenant, or with an address it has not verified, the person is let in nowhere.
 */
@ApplicationScoped
public class ClaimsToPerson implements SecurityIdentityAugmentor {

    private final OpenIdConfig config;

    @Inject
    public ClaimsToPerson(OpenIdConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(identity.getPrincipal() instanceof JsonWebToken token ? person(identity, token) : identity);
    }

    private SecurityIdentity person(SecurityIdentity identity, JsonWebToken token) {
        var person = QuarkusSecurityIdentity.builder()
                .setPrincipal(token)
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addRoles(roles(token));
        word(claim(token, config.tenantClaim())).ifPresent(tenant -> person.addAttribute(SignedIn.TENANT, tenant));
        Optional<String> email = verified(token) ? word(claim(token, "email")) : Optional.empty();
        email.ifPresent(address -> person.addAttribute(SignedIn.EMAIL, address));
        word(claim(token, "name"))
                .or(() -> word(claim(token, "preferred_username")))
                .or(() -> email)
                .ifPresent(name -> person.addAttribute(SignedIn.NAME, name));
        return person.build();
    }

    private Set<String> roles(JsonWebToken token) {
        List<String> given = words(claim(token, config.rolesClaim()));
        Set<String> known = new LinkedHashSet<>();
        addIf(given, config.ownerRole(), SignedIn.OWNER, known);
        addIf(given, config.adminRole(), SignedIn.ADMIN, known);
        addIf(given, config.auditorRole(), SignedIn.AUDITOR, known);
        return known;
    }

    private static void addIf(List<String> given, String theirs, String ours, Set<String> known) {
        if (given.contains(theirs)) {
            known.add(ours);
        }
    }

    /** A provider that says nothing about it manages its addresses itself; one that says no is believed. */
    private static boolean verified(JsonWebToken token) {
        return word(claim(token, "email_verified"))
                .map(said -> !said.equals("false"))
                .orElse(true);
    }

    /** Null where there is none. */
    private static Object claim(JsonWebToken token, String path) {
        String[] steps = path.split("/");
        Object value = token.getClaim(steps[0]);
        for (int i = 1; i < steps.length; i++) {
            value = value instanceof Map<?, ?> object ? object.get(steps[i]) : null;
        }
        return value;
    }

    private static Optional<String> word(Object claim) {
        return words(claim).stream().filter(text -> !text.isBlank()).findFirst();
    }

    private static List<String> words(Object claim) {
        return switch (claim) {
            case null -> List.of();
            case JsonString text -> List.of(text.getString());
            case Collection<?> several ->
                several.stream().flatMap(each -> words(each).stream()).toList();
            default -> List.of(claim.toString());
        };
    }
}
