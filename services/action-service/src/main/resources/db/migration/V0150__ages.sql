-- The figures of what is not settled yet, read every half minute: without it every card that ever was would be read each time.
create index card_ages on card (tenant, status, changed_at)
    where status in ('queued', 'held', 'snoozed', 'approved', 'sending', 'unknown');
