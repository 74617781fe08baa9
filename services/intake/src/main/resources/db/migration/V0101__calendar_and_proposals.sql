-- Accounts as the registry holds them, for whoever names one in a calendar.
create table known_account (
    tenant          text   not null,
    account         text   not null,
    account_version bigint not null,
    name            text   not null,
    terms           jsonb  not null,
    primary key (tenant, account)
);

-- What was proposed, so that the same event read again proposes nothing. A date that comes back is a proposal of its own.
create table proposal_made (
    tenant       text        not null,
    lane         text        not null check (lane in ('MAIL', 'CALENDAR')),
    account      text        not null,
    source       text        not null,
    number       int         not null check (number >= 1),
    proposal_id  text        not null,
    renewal_date date        not null,
    made_at      timestamptz not null,
    primary key (tenant, lane, account, source, number)
);
comment on column proposal_made.source is 'The event''s own id in its calendar.';

-- What the watch knows of a tenant's calendar; as sheet_watch.
create table calendar_watch (
    tenant        text primary key,
    url           text        not null,
    etag          text,
    last_modified text,
    sha256        text,
    claimed_until timestamptz,
    checked_at    timestamptz,
    outcome       text        not null default 'not checked yet'
);

do $$
declare
    t text;
begin
    foreach t in array array['known_account', 'proposal_made', 'calendar_watch'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', t);
        execute format('revoke all on %I from "${schema}"', t);
    end loop;
end $$;

grant select, insert, update on known_account, calendar_watch to "${schema}";
grant select, insert on proposal_made to "${schema}";
