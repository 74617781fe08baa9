/**
 * Slack and Bedrock on loopback, for the laptop and the tests.
 *
 * <p>{@link io.renewals.standins.SlackStandIn} keeps a workspace, refuses what Slack's documented limits refuse, shows the
 * messages with working buttons and signs what it posts to the app. {@link io.renewals.standins.BedrockStandIn} answers
 * Converse from the placeholders and evidence ids of the prompt. Both keep everything in memory and can be told, by their
 * methods or under {@code /control/}, to fail in the ways the originals do.
 */
package io.renewals.standins;
