/** The four gates, pure: each a function of the draft's facts, the rulebook and the time. */
package io.renewals.guardrailgate.domain;
