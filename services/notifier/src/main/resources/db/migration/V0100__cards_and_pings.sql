-- What an owner is told of, and every time they are told.

create table card (
    tenant         text        not null,
    offer_id       text        not null,
    account        text        not null,
    cycle_no       integer     not null,
    revision       integer     not null,
    correlation_id text        not null,
    -- null: something was done with the card before its draft was heard of
    facts          jsonb,
    -- plan, price and message as a person's last action left them; null: as drafted
    content        jsonb,
    standing       jsonb       not null,
    waits          boolean     not null,
    action_sequence integer    not null default 0,
    superseded_by  integer,
    change         bigint      not null default 0,
    shown_change   bigint      not null default 0,
    slack_channel  text,
    slack_ts       text,
    heard_at       timestamptz not null,
    primary key (tenant, offer_id),
    unique (tenant, account, cycle_no, revision)
);
comment on column card.waits is 'True: it waits for a person, queued or held.';
comment on column card.change is 'Counts what changed about the card; shown_change is the one that the Slack message shows.';

create table ping (
    tenant          text        not null,
    offer_id        text        not null,
    kind            text        not null check (kind in ('card', 'held', 'update', 'reminder')),
    -- 0; of an update the change it shows
    occasion        bigint      not null,
    status          text        not null check (status in
        ('waiting', 'claimed', 'sent', 'ambiguous', 'failed', 'superseded')),
    cause_id        text        not null,
    not_before      timestamptz not null,
    next_attempt_at timestamptz not null,
    attempts        integer     not null default 0,
    failures        integer     not null default 0,
    mail_only       boolean     not null default false,
    shows_change    bigint      not null default 0,
    channel         text        check (channel in ('slack', 'mail')),
    claimed_by      text,
    lease_until     timestamptz,
    reference       text,
    detail          text,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    primary key (tenant, offer_id, kind, occasion),
    foreign key (tenant, offer_id) references card (tenant, offer_id),
    check ((status = 'claimed') = (lease_until is not null))
);
-- One first ping of a card, whichever way it was queued.
create unique index ping_one_first on ping (tenant, offer_id) where kind in ('card', 'held');
create index ping_due on ping (tenant, next_attempt_at) where status = 'waiting';
create index ping_leases on ping (tenant, lease_until) where status = 'claimed';
create index ping_open on ping (tenant, status) where status in ('waiting', 'claimed', 'ambiguous', 'failed');

-- When a person's Slack channel may be written to again, across replicas.
create table slack_channel (
    tenant   text        not null,
    slack_id text        not null,
    next_at  timestamptz not null,
    channel  text,
    primary key (tenant, slack_id)
);

do $$
declare
    name text;
begin
    foreach name in array array['card', 'ping', 'slack_channel']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', name);
        execute format('revoke all on %I from "${schema}"', name);
    end loop;
end
$$;

grant select, insert, update on card, ping, slack_channel to "${schema}";
