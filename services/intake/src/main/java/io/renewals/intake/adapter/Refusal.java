package io.renewals.intake.adapter;

import io.renewals.intake.domain.Reason;
import java.util.List;
import java.util.Optional;

/**
 * A report that was refused.
 *
 * @param account as sent, or {@code -} where none was
 * @param line of the sheet or file, from 1; empty for events
 * @param content what was refused, readable
 */
public record Refusal(
        Occasion occasion, String account, Optional<Integer> line, List<Reason> reasons, String content) {}
