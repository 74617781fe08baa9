package io.renewals.e2e.product;

import io.renewals.stack.Ports;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * All ports of a product, moved up by the same number.
 *
 * @param shift added to each part's usual port; what the launcher takes as PORT_BASE
 */
record PortRange(int shift) {
    private static final List<Integer> USUAL =
            List.of(5432, 9092, 8081, 1025, 8025, 8055, 8056, 8080, 8101, 8102, 8103, 8104, 8105, 8106, 8107, 8108);
    private static final int NEXT_REPLICA = 100;
    private static final int FIRST_SERVICE = 8101;
    private static final int ATTEMPTS = 200;
    /** Above what is usual, below where the system hands out ports by itself. */
    private static final int LOWEST = 3_000;

    private static final int HIGHEST = 22_000;

    static PortRange free(int replicas) {
        Random random = new SecureRandom();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            PortRange range = new PortRange(random.nextInt(LOWEST, HIGHEST));
            if (range.all(replicas).stream().allMatch(Ports::isFree)) {
                return range;
            }
        }
        throw new IllegalStateException("no free range of ports in " + ATTEMPTS + " attempts");
    }

    int of(int usualPort) {
        return usualPort + shift;
    }

    private List<Integer> all(int replicas) {
        List<Integer> all = new ArrayList<>();
        for (int usual : USUAL) {
            for (int replica = 0; replica < (usual >= FIRST_SERVICE && usual < 9000 ? replicas : 1); replica++) {
                all.add(of(usual) + replica * NEXT_REPLICA);
            }
        }
        return all;
    }
}
