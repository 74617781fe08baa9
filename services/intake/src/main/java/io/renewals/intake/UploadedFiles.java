package io.renewals.intake;

import io.renewals.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The bytes of an upload, within limits. */
@ApplicationScoped
public class UploadedFiles {
    private static final int NAME_CHARS = 120;

    private final IntakeConfig config;

    @Inject
    public UploadedFiles(IntakeConfig config) {
        this.config = config;
    }

    /** @throws Problem.Raised 400 without a file, 413 where it is too large */
    public byte[] read(FileUpload file) {
        if (file == null || file.fileName() == null || file.fileName().isBlank()) {
            throw Problem.badRequest("Choose a file first; it is sent as the part named file.")
                    .raised();
        }
        if (file.size() > config.maxSheetBytes()) {
            throw tooLarge();
        }
        try {
            return checked(Files.readAllBytes(file.uploadedFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("the upload can't be read back", e);
        }
    }

    public byte[] checked(byte[] content) {
        if (content == null || content.length == 0) {
            throw Problem.badRequest("The file is empty.").raised();
        }
        if (content.length > config.maxSheetBytes()) {
            throw tooLarge();
        }
        return content;
    }

    /** The file's own name, without the folders that some browsers send. */
    public String name(FileUpload file) {
        String name = file.fileName()
                .substring(Math.max(
                                file.fileName().lastIndexOf('/'),
                                file.fileName().lastIndexOf('\\'))
                        + 1);
        return shortened(name);
    }

    static String shortened(String name) {
        return name.length() > NAME_CHARS ? name.substring(0, NAME_CHARS) : name;
    }

    private Problem.Raised tooLarge() {
        return Problem.of(
                        413,
                        "too-large",
                        "This is too large",
                        "The file has more than " + config.maxSheetBytes() + " bytes: split it.")
                .raised();
    }
}
