package io.renewals.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Set;

/** Who may sign in where no identity provider is at hand. */
@ConfigMapping(prefix = "renewals.sign-in")
public interface SignInConfig {

    /** Whether the users below may sign in with their own name as password: on a laptop only. */
    @WithDefault("false")
    boolean localUsers();

    /** By sign-in name. */
    Map<String, LocalUser> users();

    /** A person of the laptop stack; the mail address is {@code <user>@<tenant>.example}. */
    interface LocalUser {
        String name();

        String tenant();

        Set<String> roles();
    }
}
