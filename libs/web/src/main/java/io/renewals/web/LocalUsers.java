package io.renewals.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/** The people of the laptop stack. Knows nobody unless {@code renewals.sign-in.local-users} is on. */
@ApplicationScoped
public class LocalUsers {

    /** One line of the hint on the sign-in page. */
    public record Hint(String user, String name, String tenant, String roles) {}

    private final Map<String, SignInConfig.LocalUser> users;

    @Inject
    public LocalUsers(SignInConfig config) {
        this.users = config.localUsers() ? Map.copyOf(config.users()) : Map.of();
    }

    /** Ordered by tenant, then user; empty where local users are off. */
    public List<Hint> hints() {
        return users.entrySet().stream()
                .map(entry -> new Hint(
                        entry.getKey(),
                        entry.getValue().name(),
                        entry.getValue().tenant(),
                        String.join(", ", entry.getValue().roles())))
                .sorted((a, b) -> (a.tenant() + "/" + a.user()).compareTo(b.tenant() + "/" + b.user()))
                .toList();
    }

    SecurityIdentity withPassword(String user, char[] password) {
        byte[] given = new String(password).getBytes(StandardCharsets.UTF_8);
        byte[] expected = user.getBytes(StandardCharsets.UTF_8);
        if (!users.containsKey(user) || !MessageDigest.isEqual(given, expected)) {
            throw new AuthenticationFailedException("unknown user or wrong password");
        }
        return known(user);
    }

    /** The identity behind a session cookie that was already verified. */
    SecurityIdentity known(String user) {
        SignInConfig.LocalUser person = users.get(user);
        if (person == null) {
            throw new AuthenticationFailedException("no such user any more");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(() -> user)
                .addRoles(person.roles())
                .addAttribute(SignedIn.TENANT, person.tenant())
                .addAttribute(SignedIn.EMAIL, user + "@" + person.tenant() + ".example")
                .addAttribute(SignedIn.NAME, person.name())
                .build();
    }
}
