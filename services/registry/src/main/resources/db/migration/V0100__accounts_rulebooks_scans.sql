-- The registry's book: accounts with their state, what is known about them, rulebooks, scans, and what needs attention.

create table account (
    tenant              text          not null,
    account             text          not null,
    account_name        text          not null,
    plan                text          not null,
    tier                text,
    quantity            int           not null check (quantity >= 1),
    unit_price          numeric(19,4) not null,
    currency            text          not null,
    billing_period      text          not null,
    term_months         int           not null,
    contract_start      date,
    renewal_date        date          not null,
    notice_period_days  int,
    auto_renew          boolean       not null,
    contact_name        text,
    contact_email       text          not null,
    owner_email         text,
    arr                 numeric(19,4) not null,
    terms_observed_at   timestamptz   not null,
    terms_source        text          not null,
    state               text          not null,
    state_since         timestamptz   not null,
    state_detail        text,
    cycle_no            int           not null check (cycle_no >= 1),
    revision            int           not null check (revision >= 1),
    progress            jsonb         not null,
    requeue_on          date,
    account_version     bigint        not null,
    material_version    bigint        not null,
    suppression         text,
    last_due_on         date,
    last_offered_on     date,
    offered_cycle_no    int,
    last_plan           text,
    last_discount       numeric(7,2),
    verdict             text,
    severity            text,
    assessed_on         date,
    ending              text,
    ending_on           date,
    ending_observed_at  timestamptz,
    ending_by_clock     boolean,
    created_at          timestamptz   not null,
    updated_at          timestamptz   not null,
    primary key (tenant, account)
);
-- The scan walks this; what is gone for good is not in it.
create index account_by_renewal on account (tenant, renewal_date, account) where state not in ('CHURNED', 'LAPSED');
create index account_by_state on account (tenant, state, account);
create index account_by_name on account (tenant, lower(account_name) text_pattern_ops);

-- Newest observation for each source id.
create table evidence (
    tenant      text        not null,
    account     text        not null,
    source_id   text        not null,
    kind        text        not null,
    metric      text        not null,
    value       numeric(19,4),
    text        text,
    observed_at timestamptz not null,
    primary key (tenant, account, source_id)
);
create index evidence_by_metric on evidence (tenant, account, metric, observed_at desc);

-- One paragraph for each verdict and outcome; never changed, never deleted.
create table diary (
    tenant        text        not null,
    account       text        not null,
    entry         text        not null,
    on_date       date        not null,
    kind          text        not null check (kind in ('verdict', 'outcome', 'finding')),
    cycle_no      int         not null,
    revision      int         not null,
    offer_id      text,
    verdict       text,
    severity      text,
    score         numeric(9,4),
    factors       jsonb,
    citations     text[]      not null default '{}',
    abstain       text,
    no_offer_code text,
    paragraph     text        not null,
    written_at    timestamptz not null,
    primary key (tenant, account, entry)
);
create index diary_by_day on diary (tenant, account, on_date desc, written_at desc);
revoke update, delete, truncate on diary from "${schema}";

create table cycle (
    tenant       text        not null,
    account      text        not null,
    cycle_no     int         not null,
    began_at     timestamptz not null,
    renewal_date date        not null,
    ended_at     timestamptz,
    ending       text,
    effective_on date,
    note         text,
    primary key (tenant, account, cycle_no)
);

-- What became of each offer, for the account's page.
create table offer (
    tenant           text        not null,
    offer_id         text        not null,
    account          text        not null,
    cycle_no         int         not null,
    revision         int         not null,
    business_date    date        not null,
    play             text,
    plan             text,
    discount_percent numeric(7,2),
    unit_price       numeric(19,4),
    currency         text,
    step             text        not null,
    step_order       int         not null,
    actor            text,
    detail           text,
    updated_at       timestamptz not null,
    primary key (tenant, offer_id)
);
create index offer_by_account on offer (tenant, account, cycle_no desc, revision desc);

create table rulebook (
    tenant         text        not null,
    version        int         not null check (version >= 1),
    yaml           text        not null,
    sha256         text        not null,
    published_by   text        not null,
    published_at   timestamptz not null,
    comment        text,
    rolled_back_to int,
    primary key (tenant, version)
);
revoke update, delete, truncate on rulebook from "${schema}";

create table scan (
    tenant           text        not null,
    scan_id          text        not null,
    business_date    date        not null,
    run_no           int         not null,
    requested_by     text        not null,
    rulebook_version int         not null,
    status           text        not null check (status in ('RUNNING', 'DONE')),
    after_date       date,
    after_account    text,
    seen             int         not null default 0,
    due              int         not null default 0,
    missed           int         not null default 0,
    lapsed           int         not null default 0,
    started_at       timestamptz not null,
    progressed_at    timestamptz not null,
    finished_at      timestamptz,
    primary key (tenant, scan_id),
    unique (tenant, business_date, run_no)
);
create unique index scan_running on scan (tenant) where status = 'RUNNING';
create index scan_newest on scan (tenant, started_at desc, scan_id desc);

-- An account is checked once for each business date, whichever scan gets to it.
create table scan_account (
    tenant        text not null,
    business_date date not null,
    account       text not null,
    scan_id       text not null,
    primary key (tenant, business_date, account)
);

-- Dead letters of every service. Tenant '-': the key names no tenant of this installation.
create table attention (
    tenant           text        not null,
    letter_id        text        not null,
    account          text,
    service          text        not null,
    source_topic     text        not null,
    source_partition int         not null,
    source_offset    bigint      not null,
    handler          text        not null,
    reason           text        not null,
    record_key       text,
    headers          jsonb       not null,
    payload          bytea,
    dead_at          timestamptz not null,
    settled_as       text check (settled_as in ('replayed', 'dismissed')),
    settled_by       text,
    settled_at       timestamptz,
    primary key (tenant, letter_id)
);
create index attention_open on attention (tenant, dead_at desc, letter_id) where settled_at is null;
create index attention_by_account on attention (tenant, account) where settled_at is null;

create table reconcile_run (
    tenant      text        not null,
    run_id      text        not null,
    started_at  timestamptz not null,
    compared    int         not null,
    differences int         not null,
    overdue     int         not null,
    failure     text,
    primary key (tenant, run_id)
);
create index reconcile_newest on reconcile_run (tenant, started_at desc);

-- A difference between an account's state and its card, for as long as it lasts.
create table difference (
    tenant      text        not null,
    account     text        not null,
    offer_id    text        not null,
    found       text        not null,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    primary key (tenant, account, offer_id)
);

do $policies$
declare
  name text;
begin
  foreach name in array array['account', 'evidence', 'diary', 'cycle', 'offer', 'rulebook', 'scan', 'scan_account', 'attention',
    'reconcile_run', 'difference']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', name);
  end loop;
end
$policies$;
grant select, insert on diary, rulebook to "${schema}";
grant select, insert, update on account, evidence, cycle, offer, scan, attention to "${schema}";
grant select, insert on scan_account, reconcile_run to "${schema}";
grant select, insert, update, delete on difference to "${schema}";
-- Nothing of the book is ever deleted by the service.
revoke delete, truncate on account, cycle, offer, scan, scan_account, attention, reconcile_run from "${schema}";
