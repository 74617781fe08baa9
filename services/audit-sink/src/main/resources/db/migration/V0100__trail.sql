-- The trail of each tenant: one row an event, chained. Nobody changes an entry; what an erasure may take away is its content.

create table chain_head (
    tenant     text        not null primary key,
    sequence   bigint      not null check (sequence >= 0),
    hash       bytea       not null,
    sealed_at  timestamptz not null
);

create table entry (
    tenant         text        not null,
    sequence       bigint      not null check (sequence > 0),
    account        text        not null,
    offer_id       text,
    topic          text        not null,
    partition      integer     not null,
    record_offset  bigint      not null,
    event_id       text        not null,
    event_type     text        not null,
    source         text        not null,
    occurred_at    timestamptz not null,
    recorded_at    timestamptz not null,
    decoded        boolean     not null,
    content_digest bytea       not null,
    previous_hash  bytea       not null,
    hash           bytea       not null,
    primary key (tenant, sequence)
);
create index entry_of_account on entry (tenant, account, sequence);
create index entry_of_offer on entry (tenant, offer_id, sequence) where offer_id is not null;
create index entry_of_topic on entry (tenant, topic, sequence);
create index entry_occurred on entry using brin (occurred_at);

-- What may hold personal data. fingerprint: the event's identity and bytes; of an erased entry, its place on the broker alone.
create table content (
    tenant         text   not null,
    sequence       bigint not null,
    salt           bytea,
    payload_sha256 bytea,
    headers        text,
    body           text,
    fingerprint    bytea  not null,
    primary key (tenant, sequence),
    check ((salt is null) = (body is null) and (salt is null) = (payload_sha256 is null) and (salt is null) = (headers is null))
);
create unique index content_fingerprint on content (tenant, fingerprint);

create table signed_head (
    tenant     text        not null,
    sequence   bigint      not null,
    hash       bytea       not null,
    signed_at  timestamptz not null,
    public_key text        not null,
    signature  text        not null,
    primary key (tenant, sequence, signed_at)
);

-- Where a rebuild puts the topic's entries until it has them all: they come out of order.
create table staged_entry (
    tenant   text   not null,
    sequence bigint not null,
    payload  bytea  not null,
    primary key (tenant, sequence)
);

create function refuse_change() returns trigger language plpgsql as $refuse$
begin
    raise exception '% of % refused: the trail is append-only', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
end
$refuse$;

-- An erasure takes salt, body, headers and digest together and nothing else.
create function refuse_all_but_erasure() returns trigger language plpgsql as $refuse$
begin
    if new.body is not null or new.tenant <> old.tenant or new.sequence <> old.sequence then
        raise exception 'update of content refused: it can only be erased' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$refuse$;

create trigger entry_append_only before update or delete on entry for each row execute function refuse_change();
create trigger signed_head_append_only before update or delete on signed_head for each row execute function refuse_change();
create trigger content_erasure_only before update on content for each row execute function refuse_all_but_erasure();
create trigger content_kept before delete on content for each row execute function refuse_change();

alter table chain_head enable row level security;
alter table chain_head force row level security;
alter table entry enable row level security;
alter table entry force row level security;
alter table content enable row level security;
alter table content force row level security;
alter table signed_head enable row level security;
alter table signed_head force row level security;
alter table staged_entry enable row level security;
alter table staged_entry force row level security;

create policy own_tenant on chain_head using (tenant = current_setting('app.tenant', true));
create policy own_tenant on entry using (tenant = current_setting('app.tenant', true));
create policy own_tenant on content using (tenant = current_setting('app.tenant', true));
create policy own_tenant on signed_head using (tenant = current_setting('app.tenant', true));
create policy own_tenant on staged_entry using (tenant = current_setting('app.tenant', true));

revoke all on chain_head, entry, content, signed_head, staged_entry from "${schema}";
grant select, insert, update on chain_head to "${schema}";
grant select, insert on entry, content, signed_head to "${schema}";
grant update (salt, payload_sha256, headers, body, fingerprint) on content to "${schema}";
grant select, insert, update, delete on staged_entry to "${schema}";
