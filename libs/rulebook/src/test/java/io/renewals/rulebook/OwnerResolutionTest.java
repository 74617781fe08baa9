package io.renewals.rulebook;

import static io.renewals.rulebook.Samples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.rulebook.OwnerResolution.Resolved;
import io.renewals.rulebook.OwnerResolution.Source;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerResolutionTest {
    private static final LocalDate WORKDAY = LocalDate.parse("2026-03-02");
    private static final LocalDate HOLIDAY = LocalDate.parse("2026-12-28");

    private static Resolved resolve(String email, String tier, LocalDate day) {
        return OwnerResolution.resolve(ACME, Optional.ofNullable(email), tier, day);
    }

    @Test
    void theAccountsOwnOwnerComesFirst() {
        Resolved resolved = resolve("Tom@Acme.example", "mid", WORKDAY);
        assertThat(resolved.owner().id()).isEqualTo("tom");
        assertThat(resolved.source()).isEqualTo(Source.ACCOUNT_OVERRIDE);
    }

    @Test
    void thenTheTiersAndThenTheAdmin() {
        assertThat(resolve(null, "mid", WORKDAY).owner().id()).isEqualTo("maria");
        assertThat(resolve(" ", "mid", WORKDAY).source()).isEqualTo(Source.TIER_DEFAULT);
        assertThat(resolve(null, "partner", WORKDAY).owner().id()).isEqualTo("ada");
        assertThat(resolve(null, "unheard-of", WORKDAY).source()).isEqualTo(Source.ADMIN_FALLBACK);
    }

    @Test
    void anUnknownTierIsAsTheFirst() {
        String first = ACME.tiers().getFirst().id();

        Resolved resolved = OwnerResolution.resolve(ACME, Optional.empty(), Optional.empty(), WORKDAY);

        assertThat(resolved).isEqualTo(resolve(null, first, WORKDAY));
        assertThat(resolved.source()).isEqualTo(Source.TIER_DEFAULT);
    }

    @Test
    void anUnlistedColleagueIsTakenByMailAndAStrangerIsNot() {
        Resolved colleague = resolve("nora@acme.example", "mid", WORKDAY);
        assertThat(colleague.owner().email()).isEqualTo("nora@acme.example");
        assertThat(colleague.owner().slackId()).isEmpty();
        Resolved stranger = resolve("nora@elsewhere.example", "mid", WORKDAY);
        assertThat(stranger.owner().id()).isEqualTo("maria");
        assertThat(stranger.note()).hasValue("the account's owner nora@elsewhere.example is not known");
        assertThat(resolve("a\r\nBcc: x@acme.example", "mid", WORKDAY).owner().id())
                .isEqualTo("maria");
    }

    @Test
    void whoeverIsAwayIsStoodInFor() {
        Resolved resolved = resolve(null, "mid", HOLIDAY);
        assertThat(resolved.owner().id()).isEqualTo("tom");
        assertThat(resolved.standingInFor()).map(Owner::id).hasValue("maria");
    }
}
