-- Digests and summaries: what they are counted from that the book did not keep, and what was counted.

-- Of each offer what the summary needs, whichever event said it first.
create table offer_ledger (
    tenant         text not null,
    offer_id       text not null,
    account        text not null,
    cycle_no       int  not null,
    revision       int  not null,
    due_at         timestamptz,
    owner_id       text,
    resolved_by    text,
    owner_sequence int  not null default -1,
    primary key (tenant, offer_id)
);
comment on column offer_ledger.due_at is 'When the check that led to the offer was made; null: not heard yet.';
comment on column offer_ledger.owner_sequence is 'Action that made the owner the owner; 0: the card came so; -1: not heard yet.';
create index offer_ledger_by_account on offer_ledger (tenant, account, cycle_no, revision);

-- Every action on a card, with its figures; never changed, never deleted.
create table offer_action (
    tenant           text        not null,
    offer_id         text        not null,
    sequence         int         not null,
    account          text        not null,
    cycle_no         int         not null,
    revision         int         not null,
    action           text        not null,
    actor            text        not null,
    actor_name       text        not null,
    at               timestamptz not null,
    undoes           int,
    discount_percent numeric(7,2)  not null,
    cap_percent      numeric(7,2)  not null,
    list_arr         numeric(19,4) not null,
    proposed_arr     numeric(19,4) not null,
    currency         text          not null,
    primary key (tenant, offer_id, sequence)
);
create index offer_action_by_time on offer_action (tenant, action, at);
create index cycle_by_end on cycle (tenant, ended_at) where ended_at is not null;

-- One message for one person and period. Unique by its key: a period is never counted twice.
create table digest (
    tenant       text        not null,
    kind         text        not null check (kind in ('WEEKLY', 'MONTHLY')),
    period_to    date        not null,
    recipient    text        not null,
    period_from  date        not null,
    digest_id    text        not null,
    name         text        not null,
    email        text        not null,
    whole        boolean     not null,
    closed_at    timestamptz not null,
    prepared_at  timestamptz not null,
    prepared_by  text        not null,
    primary key (tenant, kind, period_to, recipient)
);
create unique index digest_one_whole on digest (tenant, kind, period_to) where whole;
create index digest_newest on digest (tenant, prepared_at desc);

create table digest_section (
    tenant    text not null,
    kind      text not null,
    period_to date not null,
    recipient text not null,
    section   text not null,
    position  int  not null,
    title     text not null,
    note      text not null,
    total     text not null,
    rows      int  not null,
    primary key (tenant, kind, period_to, recipient, section),
    foreign key (tenant, kind, period_to, recipient) references digest
);

-- The rows behind a figure, as they were counted.
create table digest_row (
    tenant       text   not null,
    kind         text   not null,
    period_to    date   not null,
    recipient    text   not null,
    section      text   not null,
    position     int    not null,
    account      text   not null,
    account_name text   not null,
    link         text   not null,
    figure       text   not null,
    detail       text   not null,
    citations    text   not null,
    owner_name   text   not null,
    primary key (tenant, kind, period_to, recipient, section, position),
    foreign key (tenant, kind, period_to, recipient, section) references digest_section
);
comment on column digest_row.citations is 'Evidence ids, a line each.';

do $policies$
declare
  name text;
begin
  foreach name in array array['offer_ledger', 'offer_action', 'digest', 'digest_section', 'digest_row']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', name);
    execute format('revoke all on %I from "${schema}"', name);
  end loop;
end
$policies$;
grant select, insert, update on offer_ledger to "${schema}";
grant select, insert on offer_action, digest, digest_section, digest_row to "${schema}";
