package io.renewals.actionservice.web;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What changed between two texts, word by word, as one run of parts that reads through. */
public final class WordDiff {
    private static final Pattern WORDS = Pattern.compile("\\s+|\\S+");
    /** Above it the texts are shown as taken out and put in whole: nobody compares so much by the word. */
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
        List<Part> parts = new ArrayList<>();
        if (!old.equals(now) && (long) old.size() * now.size() > MOST_COMPARISONS) {
            add(parts, Kind.REMOVED, old);
            add(parts, Kind.ADDED, now);
            return List.copyOf(parts);
        }
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        int next = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<>()).getDeltas()) {
            int position = delta.getSource().getPosition();
            if (position > next) {
                change(parts, removed, added);
                add(parts, Kind.SAME, old.subList(next, position));
            }
            removed.addAll(delta.getSource().getLines());
            added.addAll(delta.getTarget().getLines());
            next = position + delta.getSource().size();
        }
        change(parts, removed, added);
        add(parts, Kind.SAME, old.subList(next, old.size()));
        return List.copyOf(parts);
    }

    /** What stood there comes before what stands there now. */
    private static void change(List<Part> parts, List<String> removed, List<String> added) {
        add(parts, Kind.REMOVED, removed);
        add(parts, Kind.ADDED, added);
        removed.clear();
        added.clear();
    }

    private static void add(List<Part> parts, Kind kind, List<String> words) {
        if (!words.isEmpty()) {
            parts.add(new Part(kind, String.join("", words)));
        }
    }

    private static List<String> words(String text) {
        return WORDS.matcher(text).results().map(MatchResult::group).toList();
    }
}
