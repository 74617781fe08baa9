package io.renewals.launcher;

import java.net.URI;
import java.util.List;

/** Knows which addresses serve a part right now. */
@FunctionalInterface
interface Upstreams {
    /** Base addresses in the order to try them; empty where nothing of the part runs. */
    List<URI> of(Part part);
}
