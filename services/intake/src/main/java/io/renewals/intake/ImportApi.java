package io.renewals.intake;

import io.renewals.intake.adapter.SheetStore;
import io.renewals.intake.domain.SheetComparison;
import io.renewals.store.Transactions;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The accounts sheet and uploaded signals, for programs. */
@Path("/api/import")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ImportApi {
    private static final int VERSIONS = 100;

    private final Sheets sheets;
    private final Signals signals;
    private final SheetStore store;
    private final Transactions transactions;
    private final UploadedFiles files;
    private final SignedIn signedIn;
    private final IntakeConfig config;

    @Inject
    public ImportApi(
            Sheets sheets,
            Signals signals,
            SheetStore store,
            Transactions transactions,
            UploadedFiles files,
            SignedIn signedIn,
            IntakeConfig config) {
        this.sheets = sheets;
        this.signals = signals;
        this.store = store;
        this.transactions = transactions;
        this.files = files;
        this.signedIn = signedIn;
        this.config = config;
    }

    public record Counts(int rows, int added, int changed, int unchanged, int refused, int missing) {}

    public record AddedLine(int line, String account, String name) {}

    public record ChangedLine(int line, String account, String name, List<SheetComparison.FieldChange> fields) {}

    /**
     * What a file does, or would do.
     *
     * @param base version of the sheet it was compared with; 0: none
     * @param version what it became, or was already; null for a dry run
     * @param missing accounts of the version before that the file does not name; nothing happens to them
     */
    public record Answer(
            String sha256,
            int base,
            Optional<Integer> version,
            boolean alreadyApplied,
            Counts counts,
            List<SheetComparison.RefusedLine> refused,
            List<AddedLine> added,
            List<ChangedLine> changed,
            List<SheetComparison.Missing> missing,
            List<String> ignoredColumns) {}

    public record Versions(List<SheetStore.Version> versions) {}

    @POST
    @Consumes({"text/csv", "application/csv"})
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "Apply an accounts sheet, or see what that would do")
    public Answer sheet(
            byte[] content,
            @RestQuery Optional<Boolean> dryRun,
            @RestQuery Optional<Integer> base,
            @RestQuery Optional<String> name) {
        return run(files.checked(content), dryRun.orElse(false), base, name.orElse("upload by API"));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "The same with the sheet as the form's part `file`; send the header X-Requested-With")
    public Answer form(
            @RestForm FileUpload file, @RestQuery Optional<Boolean> dryRun, @RestQuery Optional<Integer> base) {
        return run(files.read(file), dryRun.orElse(false), base, files.name(file));
    }

    @POST
    @Path("signals")
    @Consumes({"application/jsonl", "application/x-ndjson", "application/x-jsonlines"})
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(summary = "Load signals, one JSON object a line; what is refused does not stop the rest")
    public Signals.Result signals(byte[] content) {
        String text = utf8(files.checked(content));
        if (text.lines().count() > config.maxSignalLines()) {
            throw Problem.of(
                            413,
                            "too-large",
                            "This is too large",
                            "More than " + config.maxSignalLines() + " lines: send them in several files.")
                    .raised();
        }
        return signals.load(signedIn.tenant(), text);
    }

    @GET
    @Path("versions")
    @Operation(summary = "The sheet's versions, newest first")
    public Versions versions() {
        return new Versions(transactions.inTenant(signedIn.tenant(), work -> store.versions(work, VERSIONS)));
    }

    @GET
    @Path("versions/{version}/content")
    @Produces("text/csv")
    @RolesAllowed({SignedIn.ADMIN, SignedIn.AUDITOR})
    @Operation(summary = "The bytes of a version, as they came")
    public Response content(@RestPath int version) {
        byte[] content = transactions
                .inTenant(signedIn.tenant(), work -> store.content(work, version))
                .orElseThrow(() -> Problem.notFound("The sheet has no version " + version + ".")
                        .raised());
        return Response.ok(content)
                .header("Content-Disposition", "attachment; filename=\"accounts-v" + version + ".csv\"")
                .build();
    }

    private Answer run(byte[] content, boolean dryRun, Optional<Integer> base, String origin) {
        Sheets.Result result = dryRun
                ? sheets.dryRun(signedIn.tenant(), content)
                : sheets.apply(signedIn.tenant(), content, base, origin, signedIn.email());
        return answer(result);
    }

    static Answer answer(Sheets.Result result) {
        SheetComparison comparison = result.comparison();
        return new Answer(
                result.sha256(),
                result.base(),
                result.version(),
                result.alreadyApplied(),
                counts(comparison),
                comparison.refused(),
                comparison.added().stream()
                        .map(added -> new AddedLine(
                                added.row().line(),
                                added.row().account(),
                                added.row().terms().accountName()))
                        .toList(),
                comparison.changed().stream()
                        .map(changed -> new ChangedLine(
                                changed.row().line(),
                                changed.row().account(),
                                changed.row().terms().accountName(),
                                changed.fields()))
                        .toList(),
                comparison.missing(),
                comparison.ignoredColumns());
    }

    static Counts counts(SheetComparison comparison) {
        return new Counts(
                comparison.rows(),
                comparison.added().size(),
                comparison.changed().size(),
                comparison.unchanged().size(),
                comparison.refused().size(),
                comparison.missing().size());
    }

    private static String utf8(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.badRequest("The file is not UTF-8 text.").raised();
        }
    }
}
