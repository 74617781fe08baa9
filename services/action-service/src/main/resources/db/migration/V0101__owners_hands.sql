-- Cards that a person puts off, hands on or wants an exception for, and cards whose deadline passed.

alter table card add column owner jsonb;
comment on column card.owner is 'Whose card it is since it was reassigned; null: the dossier''s owner''s.';
alter table card add column exception jsonb;
comment on column card.exception is 'The exception asked for or granted, for this revision; null: none.';

-- The owner it has now: the queue is filtered by it.
alter table card drop column owner_email;
alter table card add column owner_email text
    generated always as (lower(coalesce(owner, dossier -> 'owner') ->> 'email')) stored;
create index card_queue_of_owner on card (tenant, owner_email, status, notice_deadline, offer_id);

alter table card drop constraint card_status_check;
alter table card add constraint card_status_check check (status in
    ('queued', 'held', 'approved', 'sending', 'unknown', 'sent', 'skipped', 'snoozed', 'expired', 'stale'));
-- An expired card sends nothing, whatever limit it was held for. A snoozed one comes back into the queue, so it keeps to them.
alter table card drop constraint card_at_or_under_cap;
alter table card add constraint card_at_or_under_cap check
    (status in ('held', 'stale', 'skipped', 'expired') or discount_percent <= cap_percent);
alter table card drop constraint card_at_or_above_floor;
alter table card add constraint card_at_or_above_floor check
    (status in ('held', 'stale', 'skipped', 'expired') or unit_price >= floor_unit_price);

-- An expired card gives its place up: where the dates are corrected, a new draft comes.
drop index card_one_live;
create unique index card_one_live on card (tenant, account, cycle_no)
    where status not in ('stale', 'skipped', 'expired');
create index card_snoozed on card (tenant, (state ->> 'until'), offer_id) where status = 'snoozed';
create index card_exceptions on card (tenant, notice_deadline, offer_id) where exception is not null;

-- Who has looked at which card; only the first time of each person is kept.
create table card_opened (
    tenant   text        not null,
    offer_id text        not null,
    person   text        not null,
    at       timestamptz not null,
    primary key (tenant, offer_id, person),
    foreign key (tenant, offer_id) references card (tenant, offer_id)
);
comment on column card_opened.person is 'E-mail, lower case.';
alter table card_opened enable row level security;
alter table card_opened force row level security;
create policy own_tenant on card_opened using (tenant = current_setting('app.tenant', true));
revoke all on card_opened from "${schema}";
grant select, insert on card_opened to "${schema}";
