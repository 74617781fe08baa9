package io.renewals.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailLibraryTest {
    private final MailLibrary library = new MailLibrary();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo@bayside.example",
                "jo.o'neil+renewals@mail.bayside.example",
                "JO@Bayside.Example",
                "x@xn--bcher-kva.example"
            })
    void bareAddressesAreAddresses(String text) {
        assertThat(library.isAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jo",
                "jo@",
                "@bayside.example",
                "jo@bayside",
                "jo@-bayside.example",
                "jo@bayside..example",
                "jo @bayside.example",
                "jo@@bayside.example",
                "Jo <jo@bayside.example>",
                "jo@bayside.example, al@bayside.example",
                "\"jo smith\"@bayside.example",
                "jo(comment)@bayside.example",
                "jo@bayside.example\nBcc: x@y.example",
                "jö@bayside.example",
                "jo@[127.0.0.1]",
                "jo..smith@bayside.example",
                ".jo@bayside.example"
            })
    void everythingElseIsNot(String text) {
        assertThat(library.isAddress(text)).isFalse();
    }
}
