create table noted (
    tenant  text not null,
    account text not null,
    note    text not null,
    primary key (tenant, account, note)
);
alter table noted enable row level security;
alter table noted force row level security;
create policy own_tenant on noted using (tenant = current_setting('app.tenant', true));
grant select, insert on noted to "${schema}";
