package io.renewals.auditsink;

import io.renewals.auditsink.TrailReads.Filter;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.Sealed;
import io.renewals.schemas.audit.SignedHead;
import io.renewals.schemas.audit.TrailJson;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trail for programs. Everybody of the tenant reads; taking it away as a file is for auditors and admins, and recorded. */
@Path("/api/audit")
@Blocking
public class AuditApi {
    private static final int MOST = 200;

    @Inject
    SignedIn signedIn;

    @Inject
    PageTime time;

    @Inject
    TrailReads reads;

    @Inject
    SignHeads heads;

    @Inject
    Verifying verifying;

    @Inject
    RecordReading record;

    @Inject
    Rebuild rebuild;

    @Inject
    EraseContent erasing;

    /** @param next value of {@code after} for the page that follows; null on the last */
    public record Page(List<Shown> entries, Long next) {}

    /** @param publicKey Ed25519, X.509 encoded, base64 */
    public record Key(String algorithm, String publicKey) {}

    /** @param account whose content is taken away @param reason kept in the trail */
    public record Erasure(String account, String reason) {}

    public record Erased(String account, int entries) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page list(@BeanParam Search search, @QueryParam("limit") @DefaultValue("50") int limit) {
        int size = Math.clamp(limit, 1, MOST);
        List<Sealed> found = reads.newest(signedIn.tenant(), search.filter(time.zone()), search.before(), size + 1);
        boolean more = found.size() > size;
        List<Shown> entries = found.stream().limit(size).map(Shown::of).toList();
        return new Page(entries, more ? entries.getLast().sequence() : null);
    }

    @GET
    @Path("/entries/{sequence}")
    @Produces(MediaType.APPLICATION_JSON)
    public Shown entry(long sequence) {
        return reads.one(signedIn.tenant(), sequence).map(Shown::of).orElseThrow(() -> Problem.notFound(
                        "The trail has no entry " + sequence + ".")
                .raised());
    }

    @GET
    @Path("/head")
    @Produces(MediaType.APPLICATION_JSON)
    public SignedHead head() {
        return heads.sign(signedIn.tenant());
    }

    @GET
    @Path("/key")
    @Produces(MediaType.APPLICATION_JSON)
    public Key key() {
        return new Key("Ed25519", heads.publicKey());
    }

    @GET
    @Path("/verify")
    @RolesAllowed({SignedIn.AUDITOR, SignedIn.ADMIN})
    @Produces(MediaType.APPLICATION_JSON)
    public Verifying.Verified verify() {
        return verifying.verify(signedIn.tenant());
    }

    /** The whole chain as JSON lines, last its signed head: what {@code rn audit verify} reads. */
    @GET
    @Path("/export")
    @RolesAllowed({SignedIn.AUDITOR, SignedIn.ADMIN})
    @Produces("application/jsonl")
    public Response export() {
        String tenant = signedIn.tenant();
        SignedHead head = heads.signAndKeep(tenant);
        record.record(
                signedIn,
                RecordReading.EVIDENCE_READ,
                "",
                "exported the trail to entry " + head.sequence(),
                Map.of("format", "jsonl", "sequence", Long.toString(head.sequence())));
        StreamingOutput lines = out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            reads.each(tenant, Filter.ANY, head.sequence(), entry -> line(writer, TrailJson.write(entry)));
            line(writer, TrailJson.write(head));
            writer.flush();
        };
        return file(lines, "audit-" + tenant + ".jsonl");
    }

    /** What the filters leave, oldest first, for a spreadsheet. */
    @GET
    @Path("/export.csv")
    @RolesAllowed({SignedIn.AUDITOR, SignedIn.ADMIN})
    @Produces("text/csv; charset=UTF-8")
    public Response csv(@BeanParam Search search) {
        String tenant = signedIn.tenant();
        Filter filter = search.filter(time.zone());
        long end = reads.head(tenant).sequence();
        Map<String, String> asked = new HashMap<>(search.parameters());
        asked.values().removeIf(String::isEmpty);
        asked.put("format", "csv");
        record.record(signedIn, RecordReading.EVIDENCE_READ, search.account(), "exported entries as a sheet", asked);
        StreamingOutput rows = out -> {
            CsvRows csv = new CsvRows(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16));
            reads.each(tenant, filter, end, entry -> print(csv, entry));
            csv.close();
        };
        return file(rows, "audit-" + tenant + ".csv");
    }

    /** Adds what {@code audit.entry} has and the tables have not, verified; 409 where the topic's entries are no chain. */
    @POST
    @Path("/rebuild")
    @RolesAllowed(SignedIn.ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    public Rebuild.Rebuilt rebuild() {
        try {
            Rebuild.Rebuilt done = rebuild.rebuild(signedIn.tenant());
            record.record(
                    signedIn,
                    RecordReading.ADMIN_ACT,
                    "",
                    "rebuilt the trail from " + Topics.AUDIT_ENTRY,
                    Map.of("sequence", Long.toString(done.sequence()), "added", Long.toString(done.added())));
            return done;
        } catch (Rebuild.BrokenTopic e) {
            throw Problem.conflict(e.getMessage()).withType("broken-chain").raised();
        }
    }

    /** Takes the content of an account's entries away, here and on the topic; the chain stays whole. */
    @POST
    @Path("/erase")
    @RolesAllowed(SignedIn.ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    public Erased erase(Erasure erasure) {
        if (erasure == null || erasure.account() == null || erasure.account().isBlank()) {
            throw Problem.refused(
                            "Whose content is to be erased?",
                            new Problem.FieldError("account", "it is missing", "give the account's id"))
                    .raised();
        }
        String reason = erasure.reason() == null ? "" : erasure.reason();
        int entries = erasing.erase(signedIn.tenant(), erasure.account());
        record.record(
                signedIn,
                RecordReading.ADMIN_ACT,
                erasure.account(),
                "erased the content of " + entries + " entries",
                Map.of("reason", reason, "entries", Integer.toString(entries)));
        return new Erased(erasure.account(), entries);
    }

    private static Response file(StreamingOutput content, String name) {
        return Response.ok(content)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static void line(Writer out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(CsvRows csv, Sealed entry) {
        try {
            csv.print(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
