/**
 * Messages that are about no card, each posted once to one person by Slack or mail.
 *
 * <p>A {@link io.renewals.notifier.posting.Matter} says what they are about; the rest is the same for all: a row that waits, quiet hours,
 * a pace for each person, an attempt that is claimed in a transaction of its own before. States of a post are those of a ping: {@code
 * waiting}, {@code claimed}, {@code sent}, {@code ambiguous} (never posted again; one mail follows), {@code failed}, {@code superseded}
 * (there was nothing left to say).
 */
package io.renewals.notifier.posting;
