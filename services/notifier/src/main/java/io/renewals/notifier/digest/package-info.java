/**
 * Posts digests: one message for each {@code digest.prepared}, by Slack or mail, once.
 *
 * <p>{@link io.renewals.notifier.digest.HearDigests} keeps what is to be posted, {@link io.renewals.notifier.digest.PostDigests} posts it
 * when it is due and not quiet, as {@link io.renewals.notifier.posting} does it.
 */
package io.renewals.notifier.digest;
