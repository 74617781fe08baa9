-- Refusals, for the page. What was refused never reached the registry.
create table rejection (
    tenant  text        not null,
    seq     bigint      generated always as identity,
    account text        not null,
    lane    text        not null check (lane in ('EVENT', 'SHEET', 'MAIL', 'CALENDAR')),
    origin  text        not null,
    line    int         check (line >= 1),
    reasons jsonb       not null,
    content text        not null,
    at      timestamptz not null,
    primary key (tenant, seq)
);
create index rejection_by_account on rejection (tenant, account, seq);
create index rejection_age on rejection (tenant, at);

-- One sheet a tenant. The row is what an application of a new version locks.
create table sheet (
    tenant  text primary key,
    version int not null default 0 check (version >= 0)
);

create table sheet_version (
    tenant     text        not null,
    version    int         not null check (version >= 1),
    sha256     text        not null check (length(sha256) = 64),
    origin     text        not null,
    applied_by text        not null,
    applied_at timestamptz not null,
    rows       int         not null,
    added      int         not null,
    changed    int         not null,
    unchanged  int         not null,
    refused    int         not null,
    missing    int         not null,
    content    bytea       not null,
    primary key (tenant, version)
);

-- The last accepted line of each account. A line that is missing from a later version stays, with the version it was last in.
create table sheet_row (
    tenant     text  not null,
    account    text  not null,
    line       int   not null,
    changed_in int   not null,
    seen_in    int   not null,
    fields     jsonb not null,
    primary key (tenant, account)
);

-- Uploads between the dry run and its application.
create table sheet_upload (
    tenant      text        not null,
    sha256      text        not null check (length(sha256) = 64),
    file_name   text        not null,
    uploaded_by text        not null,
    uploaded_at timestamptz not null,
    content     bytea       not null,
    primary key (tenant, sha256)
);

-- What the watch knows of a tenant's URL, so that it reads only what has changed.
create table sheet_watch (
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
    foreach t in array array['rejection', 'sheet', 'sheet_version', 'sheet_row', 'sheet_upload', 'sheet_watch'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', t);
        execute format('revoke all on %I from "${schema}"', t);
    end loop;
end $$;

grant select, insert, delete on rejection to "${schema}";
grant select, insert, update on sheet to "${schema}";
grant select, insert on sheet_version to "${schema}";
grant select, insert, update on sheet_row to "${schema}";
grant select, insert, update, delete on sheet_upload to "${schema}";
grant select, insert, update on sheet_watch to "${schema}";
