package io.renewals.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    @ParameterizedTest
    @CsvSource({
        "/queue, ACTION_SERVICE",
        "/queue/card/7, ACTION_SERVICE",
        "/slack/interactions, ACTION_SERVICE",
        "/links/eyJ0Ijoi.abc, ACTION_SERVICE",
        "/api/exceptions, ACTION_SERVICE",
        "/proposals, ACTION_SERVICE",
        "/api/proposals/7/accept, ACTION_SERVICE",
        "/settings, REGISTRY",
        "/slack-stand-in, SLACK",
        "/slack-stand-in/dm/U0MARIA, SLACK",
        "/accounts/bayside, REGISTRY",
        "/api/accounts, REGISTRY",
        "/api/dead/registry.dead/0/12/replay, REGISTRY",
        "/import, INTAKE",
        "/imported, ACTION_SERVICE",
        "/api/rejected, INTAKE",
        "/audit/acme/bayside, AUDIT_SINK",
        "/api/audit/export, AUDIT_SINK",
        "/mailbox/3/html, MAILBOX",
        "/sign-in, ACTION_SERVICE",
        "/web/style.css, ACTION_SERVICE"
    })
    void theLongestPrefixOfWholeSegmentsDecides(String path, Part part) {
        assertThat(Routes.of(path)).first().isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/sign-out", "/web/renewals.css", "/webjars/htmx.org/2/htmx.js"})
    void whatIsNobodysOwnIsServedByWhicheverPartRuns(String path) {
        assertThat(Routes.of(path)).containsExactly(Part.ACTION_SERVICE, Part.REGISTRY, Part.INTAKE, Part.AUDIT_SINK);
    }
}
