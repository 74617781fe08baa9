-- What every stateful service keeps beside its own tables. ${schema} is its schema; ${schema}_worker is the role that may look
-- across tenants, and only at these three tables.

create table tenant (
    tenant text primary key check (tenant <> '')
);

create table inbox (
    tenant       text        not null,
    handler      text        not null,
    ce_source    text        not null,
    ce_id        text        not null,
    payload_hash bytea       not null,
    received_at  timestamptz not null,
    primary key (tenant, handler, ce_source, ce_id)
);
create index inbox_age on inbox (received_at);

create table outbox (
    id         bigint generated always as identity primary key,
    tenant     text        not null,
    topic      text        not null,
    key        text        not null,
    headers    jsonb       not null,
    payload    bytea       not null,
    created_at timestamptz not null
);
alter table outbox set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

alter table tenant enable row level security;
alter table tenant force row level security;
alter table inbox enable row level security;
alter table inbox force row level security;
alter table outbox enable row level security;
alter table outbox force row level security;

create policy own_tenant on tenant using (tenant = current_setting('app.tenant', true));
create policy own_tenant on inbox using (tenant = current_setting('app.tenant', true));
create policy own_tenant on outbox using (tenant = current_setting('app.tenant', true));
create policy every_tenant on tenant for select to "${schema}_worker" using (true);
create policy every_tenant on inbox to "${schema}_worker" using (true);
create policy every_tenant on outbox to "${schema}_worker" using (true);

grant usage on schema "${schema}" to "${schema}", "${schema}_worker";
grant select, insert on tenant to "${schema}";
grant select, insert on inbox to "${schema}";
grant select, insert on outbox to "${schema}";
grant select on tenant to "${schema}_worker";
grant select, delete on inbox to "${schema}_worker";
grant select, delete on outbox to "${schema}_worker";
