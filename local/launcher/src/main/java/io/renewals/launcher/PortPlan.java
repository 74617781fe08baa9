package io.renewals.launcher;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Which part listens where. A part's own variable wins; else its usual port, moved up by
 * {@code PORT_BASE}. The second replica of a service listens {@value #NEXT_REPLICA} ports above the first.
 */
final class PortPlan {
    static final int NEXT_REPLICA = 100;
    private static final String SHIFT = "PORT_BASE";
    private static final int HIGHEST = 65_535;

    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);

    /** @throws LaunchRefused for a value that is no port */
    PortPlan(Map<String, String> environment) {
        int shift = number(environment, SHIFT, 0);
        for (Part part : Part.values()) {
            int port = number(environment, part.variable(), part.usualPort() + shift);
            if (port < 1 || port > HIGHEST) {
                throw new LaunchRefused(part.label() + " cannot listen on port " + port + "; set " + part.variable()
                        + " or " + SHIFT + " to something smaller");
            }
            ports.put(part, port);
        }
    }

    int of(Part part) {
        return ports.get(part);
    }

    /** @param replica from 1 */
    int of(Part service, int replica) {
        return of(service) + (replica - 1) * NEXT_REPLICA;
    }

    /** A line for each port that is taken, by others or by a second part of the plan; empty: all is well. */
    List<String> complaints(int replicas, IntPredicate isFree) {
        List<String> complaints = new ArrayList<>();
        Map<Integer, Part> claimed = new java.util.HashMap<>();
        for (Part part : Part.values()) {
            int last = Part.services().contains(part) ? replicas : 1;
            for (int replica = 1; replica <= last; replica++) {
                int port = of(part, replica);
                Part other = claimed.putIfAbsent(port, part);
                if (other != null) {
                    complaints.add("port %d is given to %s (%s) and to %s (%s); move one of them"
                            .formatted(port, other.label(), other.variable(), part.label(), part.variable()));
                } else if (!isFree.test(port)) {
                    complaints.add("port %d (%s) is in use; set %s=%d or another free one"
                            .formatted(port, part.variable(), part.variable(), freeAbove(of(part), isFree)));
                }
            }
        }
        return complaints;
    }

    private static int freeAbove(int port, IntPredicate isFree) {
        int candidate = port + 10_000;
        while (candidate < HIGHEST && !isFree.test(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static int number(Map<String, String> environment, String variable, int otherwise) {
        String value = environment.getOrDefault(variable, "").trim();
        try {
            return value.isEmpty() ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new LaunchRefused(variable + "=" + value + " is not a number");
        }
    }
}
