/**
 * The whole product on one machine: components, stand-ins, mailbox, the eight services and a front
 * door that joins their pages. {@link io.renewals.launcher.Main} is the way in,
 * {@link io.renewals.launcher.Laptop} what it starts, in that order.
 */
package io.renewals.launcher;
