package io.renewals.launcher;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The mailbox on disk: a file per delivered mail, whole and forced to disk before the sender hears yes. */
final class MailFolder {
    private static final String SUFFIX = ".eml";

    private final Path folder;
    /** Newest last. */
    private final TreeMap<Long, KeptMail> mails = new TreeMap<>();

    private long lastId;

    MailFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX))
                        .sorted()
                        .toList()) {
                    load(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mailbox in " + folder, e);
        }
    }

    synchronized void keep(MimeMessage mail, String recipient) throws MessagingException {
        long id = ++lastId;
        Path part = folder.resolve(id + ".part");
        Path file = folder.resolve("%08d_%s%s".formatted(id, recipient.replaceAll("[^\\w.@+-]", "-"), SUFFIX));
        try {
            try (var out = Files.newOutputStream(part)) {
                mail.writeTo(out);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            load(file);
        } catch (IOException e) {
            throw new MessagingException("cannot keep the mail", e);
        }
    }

    /** Newest first. */
    synchronized List<KeptMail> all() {
        return new ArrayList<>(mails.descendingMap().values());
    }

    synchronized Optional<KeptMail> find(long id) {
        return Optional.ofNullable(mails.get(id));
    }

    synchronized void deleteAll() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            mails.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty the mailbox", e);
        }
    }

    private void load(Path file) throws IOException {
        String name = file.getFileName().toString();
        int split = name.indexOf('_');
        long id = Long.parseLong(name.substring(0, split));
        mails.put(id, KeptMail.read(file, id, name.substring(split + 1, name.length() - SUFFIX.length())));
        lastId = Math.max(lastId, id);
    }
}
