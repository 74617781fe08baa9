-- Facts that were read from documents and wait for a person.

create table account_terms (
    tenant          text   not null,
    account         text   not null,
    account_version bigint not null,
    terms           jsonb  not null,
    primary key (tenant, account)
);
comment on table account_terms is
    'The contract as it was last told. Its row is locked before the proposals about the account change.';

create table proposal (
    tenant         text          not null,
    proposal_id    text          not null,
    account        text          not null,
    lane           text          not null,
    origin         text          not null,
    event_id       text          not null,
    correlation_id text          not null,
    terms          jsonb         not null,
    fields         text[]        not null check (cardinality(fields) > 0),
    confidence     numeric(9, 4) not null,
    proposed_at    timestamptz   not null,
    status         text          not null check (status in ('open', 'accepted', 'refused', 'superseded', 'stale')),
    state          jsonb         not null,
    changed_at     timestamptz   not null,
    primary key (tenant, proposal_id)
);
comment on column proposal.fields is 'What the document speaks of; the rest of the terms is the account''s own.';
comment on column proposal.event_id is 'ce_id of the event it came with; the decision follows from it.';
-- A newer one of the same way in takes the place of the one before.
create unique index proposal_one_open on proposal (tenant, account, lane) where status = 'open';
create index proposal_list on proposal (tenant, status, proposed_at, proposal_id);
create index proposal_by_age on proposal (tenant, proposed_at, proposal_id);
create index proposal_of_account on proposal (tenant, account) where status = 'open';

do $$
declare
    name text;
begin
    foreach name in array array['account_terms', 'proposal']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', name);
        execute format('revoke all on %I from "${schema}"', name);
    end loop;
end
$$;

grant select, insert, update on account_terms, proposal to "${schema}";
