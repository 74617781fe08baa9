/** What a digest looks like in Slack and in a mail. Pure: no framework, no clock. */
package io.renewals.notifier.digest.domain;
