package io.renewals.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    @Test
    void whatIsLeftOutIsSaid() {
        assertThat(Listing.of(List.of(1, 2, 3), 2)).isEqualTo(new Listing<>(List.of(1, 2), true));
        assertThat(Listing.of(List.of(1, 2), 2)).isEqualTo(new Listing<>(List.of(1, 2), false));
        assertThat(Listing.of(List.of(), 2).isEmpty()).isTrue();
    }
}
