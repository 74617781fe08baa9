-- Whose card it is now, and what else was asked for.
alter table card
    add column owner     jsonb,
    add column exception jsonb;
comment on column card.owner is 'Null: as drafted.';
comment on column card.exception is 'The newest request for a wider discount, open or decided; null: none.';

-- One message to one reader: posted once, and changed as the card changes.
create table message (
    tenant        text        not null,
    offer_id      text        not null,
    recipient     text        not null,
    kind          text        not null check (kind in ('card', 'held', 'reminder', 'again', 'escalation-delegate',
        'escalation-manager', 'exception', 'answer', 'moved', 'doubt')),
    -- the action it is about; 0: the draft
    round         integer     not null default 0,
    -- of a doubt the kind of the message in doubt
    about         text,
    person        jsonb       not null,
    note          text        not null default '',
    slack_channel text,
    slack_ts      text,
    shown_change  bigint      not null default 0,
    created_at    timestamptz not null,
    primary key (tenant, offer_id, recipient, kind, round),
    foreign key (tenant, offer_id) references card (tenant, offer_id)
);
comment on column message.slack_ts is 'Null: not posted, or gone; what shows the card is then another message, or a mail.';

-- What happens by itself to a card that nobody decides on.
create table timer (
    tenant     text        not null,
    offer_id   text        not null,
    owner      text        not null,
    kind       text        not null check (kind in ('reminder', 'escalation-delegate', 'escalation-manager')),
    status     text        not null check (status in ('waiting', 'fired', 'opened', 'skipped', 'cancelled')),
    due_at     timestamptz not null,
    detail     text,
    created_at timestamptz not null,
    ended_at   timestamptz,
    -- an offer is one revision
    primary key (tenant, offer_id, owner, kind),
    foreign key (tenant, offer_id) references card (tenant, offer_id)
);
create index timer_due on timer (tenant, due_at) where status = 'waiting';
create index timer_of_offer on timer (tenant, offer_id) where status in ('waiting', 'cancelled');

-- Who has looked at a card. It may be heard of before the card is.
create table opened (
    tenant   text        not null,
    offer_id text        not null,
    actor    text        not null,
    at       timestamptz not null,
    primary key (tenant, offer_id, actor)
);

do $$
declare
    name text;
begin
    foreach name in array array['message', 'timer', 'opened']
    loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy own_tenant on %I using (tenant = current_setting(''app.tenant'', true))', name);
        execute format('revoke all on %I from "${schema}"', name);
    end loop;
end
$$;
grant select, insert, update on message, timer, opened to "${schema}";

alter table ping
    drop constraint ping_kind_check,
    drop constraint ping_pkey,
    add column recipient text    not null default '',
    add column round     integer not null default 0,
    add column replaces  boolean not null default false;
drop index ping_one_first;
comment on column ping.kind is 'Of the message.';
comment on column ping.occasion is '0: the message is posted; else the change of the card that it is changed for.';
comment on column ping.replaces is 'True: the message could not be changed any more, and a new one takes its place.';

-- What stands there already, of every tenant.
alter table card no force row level security;
alter table ping no force row level security;
alter table message no force row level security;
update ping set recipient = card.facts -> 'owner' ->> 'id',
    kind = case ping.kind when 'reminder' then 'doubt' when 'update' then opening.kind else ping.kind end
from card join ping as opening using (tenant, offer_id)
where opening.kind in ('card', 'held') and ping.tenant = card.tenant and ping.offer_id = card.offer_id;
insert into message (tenant, offer_id, recipient, kind, about, person, slack_channel, slack_ts, shown_change, created_at)
select ping.tenant, ping.offer_id, ping.recipient, ping.kind, case ping.kind when 'doubt' then 'card' end,
    card.facts -> 'owner', case when ping.kind <> 'doubt' then card.slack_channel end,
    case when ping.kind <> 'doubt' then card.slack_ts end, card.shown_change, ping.created_at
from ping join card using (tenant, offer_id)
where ping.occasion = 0;
alter table card force row level security;
alter table ping force row level security;
alter table message force row level security;

alter table ping add primary key (tenant, offer_id, recipient, kind, round, occasion);comment on column card.slack_ts is 'Like slack_channel and shown_change read by the version before alone; message has them now.';
