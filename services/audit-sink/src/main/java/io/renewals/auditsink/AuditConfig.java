package io.renewals.auditsink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the trail. */
@ConfigMapping(prefix = "renewals.audit")
public interface AuditConfig {
    /** Secret of 32 characters or more; the Ed25519 key that signs heads is made from its SHA-256. */
    Optional<String> signingKey();

    /** True: reads all of {@code audit.entry} before anything is sealed, and adds what is missing here. */
    @WithDefault("false")
    boolean rebuildAtStart();
}
