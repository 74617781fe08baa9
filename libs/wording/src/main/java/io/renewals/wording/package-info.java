/** How amounts read everywhere, and how other people's words are shown in Slack. Pure: {@code java.*} alone. */
package io.renewals.wording;
