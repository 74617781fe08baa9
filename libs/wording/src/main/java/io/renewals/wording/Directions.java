package io.renewals.wording;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** Marks in a text that turn its direction: what they could do to whatever stands behind it. */
final class Directions {
    private static final char LEFT_TO_RIGHT_EMBEDDING = '\u202A';
    private static final char POP_EMBEDDING = '\u202C';
    private static final char RIGHT_TO_LEFT_OVERRIDE = '\u202E';
    private static final char LEFT_TO_RIGHT_ISOLATE = '\u2066';
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private Directions() {}

    /** Whether it is a mark about direction, and no letter. */
    static boolean turns(int codePoint) {
        return codePoint >= LEFT_TO_RIGHT_EMBEDDING && codePoint <= RIGHT_TO_LEFT_OVERRIDE
                || codePoint >= LEFT_TO_RIGHT_ISOLATE && codePoint <= POP_ISOLATE
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
    }

    /** Without the marks that open a direction and never close it in their paragraph, or close what none has opened. */
    static String closed(String text) {
        BitSet dropped = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEmbedding(c) || isIsolate(c)) {
                open.push(i);
                dropped.set(i);
            } else if (c == POP_EMBEDDING) {
                boolean closes = !open.isEmpty() && isEmbedding(text.charAt(open.peek()));
                keepPair(closes, open, dropped, i);
            } else if (c == POP_ISOLATE) {
                keepPair(reachesIsolate(text, open), open, dropped, i);
            } else if (endsParagraph(c)) {
                open.clear();
            }
        }
        if (dropped.isEmpty()) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!dropped.get(i)) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    private static void keepPair(boolean closes, Deque<Integer> open, BitSet dropped, int at) {
        if (closes) {
            dropped.clear(open.pop());
        } else {
            dropped.set(at);
        }
    }

    /** The end of an isolate ends the embeddings in it, which stay left out. */
    private static boolean reachesIsolate(String text, Deque<Integer> open) {
        boolean some = open.stream().anyMatch(at -> isIsolate(text.charAt(at)));
        while (some && !isIsolate(text.charAt(open.peek()))) {
            open.pop();
        }
        return some;
    }

    private static boolean isEmbedding(char c) {
        return c >= LEFT_TO_RIGHT_EMBEDDING && c <= RIGHT_TO_LEFT_OVERRIDE && c != POP_EMBEDDING;
    }

    private static boolean isIsolate(char c) {
        return c >= LEFT_TO_RIGHT_ISOLATE && c <= FIRST_STRONG_ISOLATE;
    }

    private static boolean endsParagraph(char c) {
        return c == '\n' || c == '\r' || c == '\u2029' || c == '\u0085' || c >= '\u001C' && c <= '\u001E';
    }
}
