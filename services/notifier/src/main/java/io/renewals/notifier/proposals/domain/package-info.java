/** What messages about proposed changes look like in Slack and in a mail. Pure: no framework, no clock. */
package io.renewals.notifier.proposals.domain;
