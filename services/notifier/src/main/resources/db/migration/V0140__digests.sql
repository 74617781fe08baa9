-- Digests to be posted, and every time they were.

create table digest_post (
    tenant          text        not null,
    digest_id       text        not null,
    kind            text        not null check (kind in ('digest', 'reminder')),
    status          text        not null check (status in ('waiting', 'claimed', 'sent', 'ambiguous', 'failed')),
    owner_id        text        not null,
    correlation_id  text        not null,
    cause_id        text        not null,
    facts           jsonb       not null,
    next_attempt_at timestamptz not null,
    attempts        integer     not null default 0,
    failures        integer     not null default 0,
    mail_only       boolean     not null default false,
    channel         text        check (channel in ('slack', 'mail')),
    claimed_by      text,
    lease_until     timestamptz,
    reference       text,
    detail          text,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    primary key (tenant, digest_id, kind),
    check ((status = 'claimed') = (lease_until is not null))
);
comment on column digest_post.kind is 'reminder: one mail after a post that may be lost.';
create index digest_post_due on digest_post (tenant, next_attempt_at) where status in ('waiting', 'claimed');

alter table digest_post enable row level security;
alter table digest_post force row level security;
create policy own_tenant on digest_post using (tenant = current_setting('app.tenant', true));
revoke all on digest_post from "${schema}";
grant select, insert, update on digest_post to "${schema}";
