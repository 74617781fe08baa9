package io.renewals.e2e.product;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a product of one's own differs from the usual one. */
public final class ProductSettings {
    final Map<String, String> environment = new HashMap<>();
    int replicas = 1;
    boolean supervise;
    List<String> services = Product.SERVICES;
    Path data;

    /** A variable of the launcher and of every service, such as PHRASER. */
    public ProductSettings env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** @param count of every service, 1 or 2 */
    public ProductSettings replicas(int count) {
        replicas = count;
        return this;
    }

    /** The launcher starts again by itself what was killed. */
    public ProductSettings supervise() {
        supervise = true;
        return this;
    }

    public ProductSettings services(String... names) {
        services = List.of(names);
        return this;
    }

    /** Goes on with the data of an earlier product; usual is a fresh folder. */
    public ProductSettings dataIn(Path folder) {
        data = folder;
        return this;
    }

    public Product start() {
        return Product.start(this);
    }
}
