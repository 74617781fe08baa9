package io.renewals.launcher;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Which part serves which path behind the front door: the longest prefix of whole segments wins. */
final class Routes {
    private static final Map<String, Part> PREFIXES = Map.ofEntries(
            entry("/queue", Part.ACTION_SERVICE),
            entry("/cards", Part.ACTION_SERVICE),
            entry("/proposals", Part.ACTION_SERVICE),
            entry("/slack", Part.ACTION_SERVICE),
            entry("/links", Part.ACTION_SERVICE),
            entry("/api/queue", Part.ACTION_SERVICE),
            entry("/api/cards", Part.ACTION_SERVICE),
            entry("/api/exceptions", Part.ACTION_SERVICE),
            entry("/api/proposals", Part.ACTION_SERVICE),
            entry("/accounts", Part.REGISTRY),
            entry("/settings", Part.REGISTRY),
            entry("/rulebook", Part.REGISTRY),
            entry("/attention", Part.REGISTRY),
            entry("/scans", Part.REGISTRY),
            entry("/digest", Part.REGISTRY),
            entry("/api/accounts", Part.REGISTRY),
            entry("/api/rulebook", Part.REGISTRY),
            entry("/api/scans", Part.REGISTRY),
            entry("/api/digest", Part.REGISTRY),
            entry("/api/reconcile", Part.REGISTRY),
            entry("/api/dead", Part.REGISTRY),
            entry("/import", Part.INTAKE),
            entry("/rejected", Part.INTAKE),
            entry("/api/import", Part.INTAKE),
            entry("/api/rejected", Part.INTAKE),
            entry("/audit", Part.AUDIT_SINK),
            entry("/api/audit", Part.AUDIT_SINK),
            entry("/mailbox", Part.MAILBOX),
            entry("/slack-stand-in", Part.SLACK));

    /** All serve alike what is nobody's own: sign-in, styles, scripts. The first that takes the connection does. */
    private static final List<Part> ALL_WITH_PAGES =
            List.of(Part.ACTION_SERVICE, Part.REGISTRY, Part.INTAKE, Part.AUDIT_SINK);

    private Routes() {}

    /** @param path starts with a slash, without query @return the parts to try, in order; never empty */
    static List<Part> of(String path) {
        for (String prefix = path; !prefix.isEmpty(); prefix = prefix.substring(0, prefix.lastIndexOf('/'))) {
            Part part = PREFIXES.get(prefix);
            if (part != null) {
                return List.of(part);
            }
        }
        return ALL_WITH_PAGES;
    }
}
