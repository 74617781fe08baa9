-- Changes that are proposed, the messages that tell of them, and who has an account's card at hand.

create table proposal (
    tenant         text        not null,
    proposal_id    text        not null,
    number         bigint      not null generated always as identity,
    account        text        not null,
    lane           text        not null,
    status         text        not null check (status in ('open', 'closed')),
    correlation_id text        not null,
    cause_id       text        not null,
    facts          jsonb,
    post_id        text,
    heard_at       timestamptz not null,
    primary key (tenant, proposal_id)
);
comment on column proposal.number is 'In the order they were heard of; of one account that is the order they were made in.';
comment on column proposal.status is 'closed: decided, replaced by a newer one, or it would change nothing.';
comment on column proposal.facts is 'Null: it was decided before it was heard of.';
comment on column proposal.post_id is 'The message that names it; null: nobody was told yet.';
create index proposal_untold on proposal (tenant, heard_at) where post_id is null and status = 'open';
create index proposal_open on proposal (tenant, account) where status = 'open';
create index proposal_of_post on proposal (tenant, post_id) where post_id is not null;

create table proposal_post (
    tenant          text        not null,
    post_id         text        not null,
    kind            text        not null check (kind in ('proposals', 'reminder')),
    status          text        not null check (status in
        ('waiting', 'claimed', 'sent', 'ambiguous', 'failed', 'superseded')),
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
    primary key (tenant, post_id, kind),
    check ((status = 'claimed') = (lease_until is not null))
);
comment on column proposal_post.kind is 'reminder: one mail after a post that may be lost.';
comment on column proposal_post.status is 'superseded: all it would have named was decided or replaced before.';
create index proposal_post_due on proposal_post (tenant, next_attempt_at) where status in ('waiting', 'claimed');

do $$
declare
    name text;
begin
    foreach name in array array['proposal', 'proposal_post']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', name);
        execute format('revoke all on %I from "${schema}"', name);
    end loop;
end
$$;
grant select, insert, update on proposal, proposal_post to "${schema}";

alter table card add column queue_status text;
comment on column card.queue_status is 'As action-service has it after its last action; null: as drafted, or last acted on before this column was there.';
