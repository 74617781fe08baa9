/**
 * Posts digests: one message for each {@code digest.prepared}, by Slack or mail, once.
 *
 * <p>{@link io.renewals.notifier.digest.HearDigests} keeps what is to be posted, {@link io.renewals.notifier.digest.PostDigests} posts it
 * when it is due and not quiet, each attempt claimed in a transaction of its own before. States of a post are those of a ping: {@code
 * waiting}, {@code claimed}, {@code sent}, {@code ambiguous} (never posted again; one mail follows), {@code failed}.
 */
package io.renewals.notifier.digest;
