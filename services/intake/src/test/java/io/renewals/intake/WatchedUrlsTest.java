package io.renewals.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedUrlsTest {
    @Test
    void eachTenantHasItsUrl() {
        assertThat(WatchedUrls.parse(
                        "INTAKE_SHEET_URLS", "acme=https://a.example/book?output=csv, globex=http://b.example/x"))
                .containsEntry("acme", URI.create("https://a.example/book?output=csv"))
                .containsEntry("globex", URI.create("http://b.example/x"));
        assertThat(WatchedUrls.parse("INTAKE_SHEET_URLS", " ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "acme=file:///etc/passwd", "acme=book.csv", "=https://a.example"})
    void whatIsNoWebAddressOfATenantIsRefused(String setting) {
        assertThatThrownBy(() -> WatchedUrls.parse("INTAKE_SHEET_URLS", setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INTAKE_SHEET_URLS");
    }
}
