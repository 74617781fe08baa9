package io.renewals.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Mail links under the key that all services with pages share. */
@ApplicationScoped
public class MailLinkKey {

    /** @throws IllegalArgumentException where there is no key */
    @Produces
    @Singleton
    MailLink mailLink(@ConfigProperty(name = "quarkus.http.auth.session.encryption-key") Optional<String> key) {
        return new MailLink(key.orElse(""));
    }
}
