-- The queue: one row per draft (revision) of a renewal cycle, with everything its owner sees and the exact message.
-- The figures that the rules bind are generated from the offer itself, so that they can't drift from what is shown.

create table account_facts (
    tenant           text   not null,
    account          text   not null,
    account_version  bigint not null,
    material_version bigint not null,
    primary key (tenant, account)
);
comment on table account_facts is
    'The versions last heard of each account; 0: none yet. Its row is locked before the cards of the account change.';

create table card (
    tenant           text        not null,
    offer_id         text        not null,
    account          text        not null,
    cycle_no         integer     not null check (cycle_no >= 1),
    revision         integer     not null check (revision >= 1),
    status           text        not null check (status in
        ('queued', 'held', 'approved', 'sending', 'unknown', 'sent', 'skipped', 'stale')),
    version          bigint      not null,
    sequence         integer     not null,
    account_version  bigint      not null,
    material_version bigint      not null,
    notice_deadline  date        not null,
    renewal_date     date        not null,
    queued_at        timestamptz not null,
    changed_at       timestamptz not null,
    dossier          jsonb       not null,
    drafted          jsonb       not null,
    offer            jsonb       not null,
    message          jsonb       not null,
    state            jsonb       not null,
    account_name     text generated always as (dossier ->> 'accountName') stored,
    owner_email      text generated always as (lower(dossier -> 'owner' ->> 'email')) stored,
    tier             text generated always as (offer ->> 'tier') stored,
    currency         text generated always as (offer ->> 'currency') stored,
    discount_percent numeric(7, 2) generated always as ((offer ->> 'discountPercent')::numeric) stored not null,
    cap_percent      numeric(7, 2) generated always as ((offer ->> 'capPercent')::numeric) stored not null,
    unit_price       numeric(19, 4) generated always as ((offer ->> 'unitPrice')::numeric) stored not null,
    floor_unit_price numeric(19, 4) generated always as ((offer ->> 'floorUnitPrice')::numeric) stored not null,
    proposed_arr     numeric(19, 4) generated always as ((offer ->> 'proposedArr')::numeric) stored not null,
    sha256           text generated always as (message ->> 'sha256') stored not null check (sha256 ~ '^[0-9a-f]{64}$'),
    mail_to          text generated always as (message ->> 'toAddress') stored not null,
    primary key (tenant, offer_id),
    unique (tenant, account, cycle_no, revision),
    -- Whatever may be sent is inside the limits it carries. Held cards show the limit they tripped; closed ones send nothing.
    constraint card_at_or_under_cap check
        (status in ('held', 'stale', 'skipped') or discount_percent <= cap_percent),
    constraint card_at_or_above_floor check
        (status in ('held', 'stale', 'skipped') or unit_price >= floor_unit_price),
    constraint card_one_recipient check (mail_to ~ '^[^\s,;<>@]+@[^\s,;<>@]+$')
);

-- One live card per cycle: a sent one keeps its place, so that no second mail of the cycle can be approved.
create unique index card_one_live on card (tenant, account, cycle_no) where status not in ('stale', 'skipped');
create index card_queue on card (tenant, status, notice_deadline, offer_id);
create index card_queue_of_owner on card (tenant, owner_email, status, notice_deadline, offer_id);
create index card_by_deadline on card (tenant, notice_deadline, offer_id);

-- Every action with the card before and after it. Rows are never changed.
create table card_action (
    tenant         text        not null,
    offer_id       text        not null,
    sequence       integer     not null check (sequence >= 1),
    action         text        not null,
    actor          text        not null,
    actor_name     text        not null,
    surface        text        not null,
    at             timestamptz not null,
    reason         text,
    until          date,
    message_sha256 text,
    message_id     text,
    undoes         integer,
    before         jsonb,
    after          jsonb       not null,
    primary key (tenant, offer_id, sequence),
    foreign key (tenant, offer_id) references card (tenant, offer_id)
);

-- One row per approval: the mail it stands for and what became of it.
create table approved_mail (
    tenant          text        not null,
    offer_id        text        not null,
    approval        integer     not null,
    message_id      text        not null,
    sha256          text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    state           text        not null check (state in
        ('ready', 'claimed', 'sent', 'unknown', 'failed', 'cancelled', 'not_sent')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz not null,
    claimed_by      text,
    lease_until     timestamptz,
    detail          text,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    primary key (tenant, offer_id, approval),
    unique (tenant, message_id),
    foreign key (tenant, offer_id, approval) references card_action (tenant, offer_id, sequence),
    check ((state = 'claimed') = (lease_until is not null))
);
-- At most one mail of an offer can be on its way, in doubt, or out.
create unique index approved_mail_once on approved_mail (tenant, offer_id)
    where state in ('ready', 'claimed', 'sent', 'unknown');
create index approved_mail_due on approved_mail (tenant, next_attempt_at) where state = 'ready';
create index approved_mail_leases on approved_mail (tenant, lease_until) where state = 'claimed';

create table send_attempt (
    tenant     text        not null,
    offer_id   text        not null,
    approval   integer     not null,
    attempt    integer     not null,
    claimed_by text        not null,
    claimed_at timestamptz not null,
    ended_at   timestamptz,
    outcome    text,
    detail     text,
    primary key (tenant, offer_id, approval, attempt),
    foreign key (tenant, offer_id, approval) references approved_mail (tenant, offer_id, approval)
);

-- A request that carried an Idempotency-Key and took effect: asked again, it is answered and not done again.
create table request_done (
    tenant      text        not null,
    actor       text        not null,
    request_key text        not null,
    fingerprint text        not null,
    offer_id    text        not null,
    sequence    integer     not null,
    at          timestamptz not null,
    primary key (tenant, actor, request_key)
);
create index request_done_age on request_done (tenant, at);

-- Slack's signed requests that were seen; a second one with the same signature is a replay.
create table slack_request (
    tenant    text        not null,
    signature text        not null,
    at        timestamptz not null,
    primary key (tenant, signature)
);
create index slack_request_age on slack_request (tenant, at);

do $$
declare
    name text;
begin
    foreach name in array array['account_facts', 'card', 'card_action', 'approved_mail', 'send_attempt', 'request_done',
        'slack_request']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', name);
        execute format('revoke all on %I from "${schema}"', name);
    end loop;
end
$$;

grant select, insert, update on account_facts, card, approved_mail, send_attempt to "${schema}";
grant select, insert on card_action to "${schema}";
grant select, insert, delete on request_done, slack_request to "${schema}";
