-- One row per offer to phrase. `decided` is the event as it came, so that a draft can be written again from it alone.
create table draft (
    tenant          text        not null,
    offer_id        text        not null,
    account         text        not null,
    event_id        text        not null,
    traceparent     text,
    decided         bytea       not null,
    status          text        not null check (status in ('waiting', 'drafted')),
    engine          text,
    next_attempt_at timestamptz not null,
    created_at      timestamptz not null,
    drafted_at      timestamptz,
    primary key (tenant, offer_id)
);
create index draft_waiting on draft (tenant, next_attempt_at) where status = 'waiting';

-- A model call is claimed here before it is made, so that a crash can never make it a second time.
create table model_attempt (
    tenant        text           not null,
    offer_id      text           not null,
    attempt       int            not null check (attempt in (1, 2)),
    account       text           not null,
    model_id      text           not null,
    instance      text           not null,
    status        text           not null check (status in ('claimed', 'accepted', 'refused', 'failed', 'lost')),
    detail        text,
    response      text,
    input_tokens  int,
    output_tokens int,
    cost          numeric(19, 6) not null,
    claimed_at    timestamptz    not null,
    lease_until   timestamptz    not null,
    finished_at   timestamptz,
    primary key (tenant, offer_id, attempt)
);
create index model_attempt_cost on model_attempt (tenant, claimed_at) include (account, cost);

alter table draft enable row level security;
alter table draft force row level security;
alter table model_attempt enable row level security;
alter table model_attempt force row level security;
create policy own_tenant on draft using (tenant = current_setting('app.tenant', true));
create policy own_tenant on model_attempt using (tenant = current_setting('app.tenant', true));
grant select, insert, update on draft to "${schema}";
grant select, insert, update on model_attempt to "${schema}";
