/**
 * What intake accepts and why it refuses: pure functions over reports and sheets. Every reason names the field as the sender
 * wrote it, the problem, and what to do. Imports java.* and the rulebook's vocabulary of metrics; now and today are arguments.
 */
package io.renewals.intake.domain;
