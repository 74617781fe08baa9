-- Every verified request of Slack is a row before anything follows from it, and what a person decided is part of that row: what was
-- acknowledged is carried out, also after a crash, and a second copy of the request is not acted on.

alter table slack_request
    add column ticket   text,
    add column click    text,
    add column asked    jsonb,
    add column state    text check (state in ('recorded', 'withdrawn', 'done')),
    add column ended_at timestamptz;
comment on column slack_request.ticket is
    'Of this very copy of the request: one that came too late withdraws itself, never the first.';
comment on column slack_request.click is
    'Slack''s own id of the click or event: the same when it is sent again under another signature.';
comment on column slack_request.asked is 'What was decided; null: nothing to decide.';
comment on column slack_request.state is
    'recorded: to be carried out; withdrawn: came too late, the person was told that it is not recorded; done: carried out or refused, the person was told.';

create unique index slack_request_click on slack_request (tenant, click) where click is not null;
create index slack_request_open on slack_request (tenant, at) where state = 'recorded';

-- Which text was shown whole to whom: what is approved together was read one by one.
create table shown_text (
    tenant   text        not null,
    offer_id text        not null,
    person   text        not null,
    sha256   text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    revision integer     not null,
    at       timestamptz not null,
    primary key (tenant, offer_id, person, sha256)
);
alter table shown_text enable row level security;
alter table shown_text force row level security;
create policy own_tenant on shown_text using (tenant = current_setting('app.tenant', true));
revoke all on shown_text from "${schema}";

grant select, insert on shown_text to "${schema}";
grant update on slack_request to "${schema}";
