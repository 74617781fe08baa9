/**
 * {@code rn}: what operators, rules admins and auditors do from a terminal or a script, over the services' HTTP APIs.
 *
 * <p>There is no command that approves an offer: a person decides on text that was shown, and that belongs on the surfaces.
 */
package io.renewals.cli;
