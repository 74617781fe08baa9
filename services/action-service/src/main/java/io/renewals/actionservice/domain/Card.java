package io.renewals.actionservice.domain;

/**
 * One draft before its owner.
 *
 * @param drafted as the system proposed it; never changes
 * @param content as it stands
 * @param sequence number of the last action, 0: none yet
 * @param version goes up with every change of the row
 */
public record Card(Dossier dossier, Content drafted, Content content, CardState state, int sequence, long version) {

    /** A card as it arrives. */
    public static Card arriving(Dossier dossier, Content drafted, CardState state) {
        return new Card(dossier, drafted, drafted, state, 0, 0);
    }

    public Offer offer() {
        return content.offer();
    }

    public Message message() {
        return content.message();
    }

    public CardState.Status status() {
        return state.status();
    }

    public boolean isEdited() {
        return !drafted.equals(content);
    }

    /** After an action. */
    Card acted(Content newContent, CardState newState) {
        return new Card(dossier, drafted, newContent, newState, sequence + 1, version + 1);
    }

    Card acted(CardState newState) {
        return acted(content, newState);
    }

    /** After a step that is no action of its own: the claim of an attempt, or its return to the queue of sends. */
    Card moved(CardState newState) {
        return new Card(dossier, drafted, content, newState, sequence, version + 1);
    }
}
