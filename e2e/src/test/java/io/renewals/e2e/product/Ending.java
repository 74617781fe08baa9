package io.renewals.e2e.product;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** At the end of the test JVM: stops the products that still run, then deletes their data and leaves their logs. */
final class Ending {
    private static final String KEPT = "logs";

    private final List<Product> products = new CopyOnWriteArrayList<>();
    private final List<Path> folders = new CopyOnWriteArrayList<>();

    private Ending() {}

    static Ending ofThisJvm() {
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::run, "end of the products"));
        return ending;
    }

    void add(Product product) {
        products.add(product);
    }

    void add(Path folder) {
        folders.add(folder);
    }

    private void run() {
        products.forEach(Product::abandon);
        folders.forEach(Ending::delete);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return dir.equals(folder.resolve(KEPT)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                    if (!dir.equals(folder)) {
                        Files.delete(dir);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.getLogger("products").log(System.Logger.Level.WARNING, "data is left in " + folder, e);
        }
    }
}
