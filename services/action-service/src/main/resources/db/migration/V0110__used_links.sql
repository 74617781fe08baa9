-- Links of mails through which a decision was made: each serves once.
create table used_link (
    tenant   text        not null,
    link_id  text        not null,
    offer_id text        not null,
    used_by  text        not null,
    used_at  timestamptz not null,
    primary key (tenant, link_id)
);
create index used_link_age on used_link (tenant, used_at);

alter table used_link enable row level security;
alter table used_link force row level security;
create policy own_tenant on used_link using (tenant = current_setting('app.tenant', true));
revoke all on used_link from "${schema}";
grant select, insert, delete on used_link to "${schema}";
