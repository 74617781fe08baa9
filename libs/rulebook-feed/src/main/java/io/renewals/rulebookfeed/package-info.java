/**
 * Every published rulebook, held in memory: each instance reads the whole compacted topic in no consumer group before its first
 * event, so that a decision finds the very version its event names. Also the translation between events and the rulebook's own
 * types, which several services need.
 */
package io.renewals.rulebookfeed;
