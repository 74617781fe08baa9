package io.renewals.actionservice.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What changed between two texts, word by word, as one run of parts that reads through. */
public final class WordDiff {
    private static final Pattern WORDS = Pattern.compile("\\s+|[^\\s]+");
    /** Above it the differing middle is shown as taken out and put in whole: nobody compares so much by the word. */
    private static final long MOST_COMPARISONS = 4_000_000;

    private WordDiff() {}

    /** What became of a part. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    public record Part(Kind kind, String text) {
        public boolean isAdded() {
            return kind == Kind.ADDED;
        }

        public boolean isRemoved() {
            return kind == Kind.REMOVED;
        }
    }

    /** Without its removed parts it is the later text, without the added ones the earlier. */
    public static List<Part> between(String before, String after) {
        List<String> old = words(before);
        List<String> now = words(after);
        int head = 0;
        while (head < Math.min(old.size(), now.size()) && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), now.size()) - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        Run run = new Run();
        now.subList(0, head).forEach(word -> run.add(Kind.SAME, word));
        middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), run);
        now.subList(now.size() - tail, now.size()).forEach(word -> run.add(Kind.SAME, word));
        return run.end();
    }

    private static void middle(List<String> old, List<String> now, Run run) {
        if ((long) old.size() * now.size() > MOST_COMPARISONS) {
            old.forEach(word -> run.add(Kind.REMOVED, word));
            now.forEach(word -> run.add(Kind.ADDED, word));
            return;
        }
        int[][] common = common(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                run.add(Kind.SAME, now.get(j++));
                i++;
            } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                run.add(Kind.REMOVED, old.get(i++));
            } else {
                run.add(Kind.ADDED, now.get(j++));
            }
        }
    }

    /** Length of the longest common run of words from each pair of places on. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(now.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORDS.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    /** Joins neighbours of one kind. */
    private static final class Run {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Kind kind = Kind.SAME;

        void add(Kind next, String word) {
            if (next != kind) {
                close();
                kind = next;
            }
            text.append(word);
        }

        List<Part> end() {
            close();
            return List.copyOf(parts);
        }

        private void close() {
            if (!text.isEmpty()) {
                parts.add(new Part(kind, text.toString()));
                text.setLength(0);
            }
        }
    }
}
