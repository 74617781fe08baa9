package io.renewals.standins.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.renewals.standins.http.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the stand-in remembers: people, their direct messages and how often each conversation changed. */
final class Workspace {
    private final InstantSource clock;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, TreeMap<String, Message>> channels = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private long lastTsMicros;

    Workspace(InstantSource clock) {
        this.clock = clock;
        seed();
    }

    private void seed() {
        add(Member.named("U0MARIA", "T0ACME", "maria", "Maria Santos"));
        add(Member.named("U0ADA", "T0ACME", "ada", "Ada Okafor"));
        add(Member.named("U0GINA", "T0GLOBEX", "gina", "Gina Weber"));
    }

    synchronized void add(Member member) {
        members.put(member.id(), member);
    }

    synchronized List<Member> members() {
        return List.copyOf(members.values());
    }

    /** The person, if the team has them. @throws SlackError user_not_found */
    synchronized Member member(String team, String id) {
        Member member = members.get(id);
        if (member == null || !(team.isEmpty() || member.team().equals(team))) {
            throw new SlackError("user_not_found");
        }
        return member;
    }

    /** Whose direct messages a channel id, or a user id used as one, names. @throws SlackError channel_not_found */
    synchronized Member inChannel(String team, String channel) {
        return members.values().stream()
                .filter(member -> member.team().equals(team))
                .filter(member ->
                        member.channel().equals(channel) || member.id().equals(channel))
                .findFirst()
                .orElseThrow(() -> new SlackError("channel_not_found"));
    }

    synchronized Message post(Member to, String text, ArrayNode blocks, JsonNode metadata, boolean ephemeral) {
        BlockIds.fill(blocks);
        String ts = nextTs();
        Message message = new Message(
                to.team(),
                to.channel(),
                to.id(),
                ts,
                text,
                blocks,
                metadata,
                Json.object(),
                List.of(),
                ephemeral,
                false);
        return store(message);
    }

    /** @throws SlackError message_not_found */
    synchronized Message update(Member to, String ts, String text, ArrayNode blocks, JsonNode metadata) {
        BlockIds.fill(blocks);
        return store(message(to, ts).changed(text, blocks, metadata));
    }

    /** @throws SlackError message_not_found */
    synchronized Message delete(Member to, String ts) {
        return store(message(to, ts).gone());
    }

    synchronized Message choose(Message message, ObjectNode state) {
        return store(
                message(member(message.team(), message.user()), message.ts()).chosen(state));
    }

    /** @throws SlackError message_not_found */
    synchronized Message message(Member to, String ts) {
        Message found = of(to).get(ts);
        if (found == null || found.deleted()) {
            throw new SlackError("message_not_found");
        }
        return found;
    }

    /** The person's messages, oldest first, deleted ones included. */
    synchronized List<Message> messages(Member to) {
        return List.copyOf(of(to).values());
    }

    /** Every message of every person, oldest first. */
    synchronized List<Message> all() {
        List<Message> all = new ArrayList<>();
        channels.values().stream().map(Map::values).forEach(all::addAll);
        all.sort((a, b) -> a.ts().compareTo(b.ts()));
        return all;
    }

    /** Grows with each change a person's page would show. */
    synchronized long version(Member member) {
        return versions.getOrDefault(member.id(), 0L);
    }

    synchronized void touch(Member member) {
        versions.merge(member.id(), 1L, Long::sum);
    }

    /** Forgets messages and added people. */
    synchronized void reset() {
        channels.clear();
        Collection<String> everyone = List.copyOf(members.keySet());
        members.clear();
        seed();
        everyone.forEach(id -> versions.merge(id, 1L, Long::sum));
    }

    private Message store(Message message) {
        channels.computeIfAbsent(message.channel(), ignored -> new TreeMap<>()).put(message.ts(), message);
        versions.merge(message.user(), 1L, Long::sum);
        return message;
    }

    private Map<String, Message> of(Member to) {
        return channels.getOrDefault(to.channel(), new TreeMap<>());
    }

    /** A timestamp in Slack's notation that no other one of this workspace equals. */
    synchronized String now() {
        return nextTs();
    }

    private String nextTs() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        lastTsMicros = Math.max(micros, lastTsMicros + 1);
        return "%d.%06d".formatted(lastTsMicros / 1_000_000, lastTsMicros % 1_000_000);
    }
}
