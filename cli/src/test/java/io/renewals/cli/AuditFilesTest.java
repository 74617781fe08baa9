package io.renewals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.cli.FakeServices.Ran;
import io.renewals.schemas.audit.ChainHash;
import io.renewals.schemas.audit.Content;
import io.renewals.schemas.audit.Fact;
import io.renewals.schemas.audit.Sealed;
import io.renewals.schemas.audit.SignedHead;
import io.renewals.schemas.audit.TrailJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trail as a file: taken away whole, verified without a service. */
class AuditFilesTest {
    /** Nobody listens there: verifying asks no service. */
    private static final Map<String, String> OFFLINE = Map.of("RN_URL", "http://localhost:1");

    private static final Instant AT = Instant.parse("2026-11-27T06:00:00.000001Z");

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private SignedHead head;

    @BeforeEach
    void seal() throws Exception {
        String last = ChainHash.START;
        for (long sequence = 1; sequence <= 3; sequence++) {
            Fact fact =
                    new Fact("bayside", null, "renewal.due", 0, sequence, "e" + sequence, "due", "/registry", AT, true);
            Content content = new Content("0" + sequence, "ab", "{}", "{\"n\":" + sequence + "}");
            String digest = ChainHash.ofContent(content);
            String hash = ChainHash.of(last, "acme", sequence, AT, fact, digest);
            lines.add(
                    TrailJson.write(new Sealed("acme", sequence, AT, fact, digest, Optional.of(content), last, hash)));
            last = hash;
        }
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        head = SignedHead.sign("acme", 3, last, AT, key);
        lines.add(TrailJson.write(head));
    }

    @Test
    void aWholeTrailVerifies() throws Exception {
        Ran ran = verify("--key", head.publicKey());

        assertThat(ran.out()).startsWith("Whole: 3 entries of acme, signed 2026-11-27");
        assertThat(ran.code()).isZero();
        assertThat(verify("--json").out()).contains("\"whole\" : true", "\"keyTrusted\" : false");
    }

    @Test
    void whatWasChangedLeftOutOrCutOffIsFound() throws Exception {
        String second = lines.get(1);
        lines.set(1, second.replace("bayside", "harbor"));
        assertThat(verify().out()).startsWith("Broken at entry 2: ");
        lines.remove(1);
        assertThat(verify().code()).isEqualTo(5);
        lines.add(1, second);
        lines.removeLast();
        assertThat(verify().out()).contains("cut off");
        assertThat(verify("--json").code()).isEqualTo(5);
    }

    @Test
    void anotherKeyIsNotTrusted() throws Exception {
        Ran ran = verify("--key", "MCowBQYDK2VwAyEA");

        assertThat(ran.code()).isEqualTo(5);
        assertThat(ran.out()).contains("another key");
    }

    @Test
    void anExportIsAFileOnlyWhenWhole() throws Exception {
        try (FakeServices services = new FakeServices()) {
            Path file = folder.resolve("trail.jsonl");
            services.answer("GET /api/audit/export", 200, "application/jsonl", String.join("\n", lines) + "\n")
                    .answer("GET /api/audit/export.csv", 403, "{\"title\":\"This is not yours to do\"}");

            assertThat(services.rn("audit", "export", "--out", file.toString()).code())
                    .isZero();
            assertThat(FakeServices.rn(OFFLINE, "audit", "verify", file.toString())
                            .code())
                    .isZero();
            assertThat(services.rn("audit", "export").out().lines()).hasSize(4);
            assertThat(services.rn(
                                    "audit",
                                    "export",
                                    "--csv",
                                    "--out",
                                    folder.resolve("t.csv").toString())
                            .code())
                    .isEqualTo(3);
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    private Ran verify(String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("given.jsonl"), String.join("\n", lines) + "\n");
        return FakeServices.rn(OFFLINE, FakeServices.with(new String[] {"audit", "verify", file.toString()}, options));
    }
}
