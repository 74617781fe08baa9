-- A person's decision on a date says nothing of the other terms: those keep the time they were observed at.
alter table account add column fields_observed_at jsonb not null default '{}';
comment on column account.fields_observed_at is
    'Fields that were observed later than the contract as a whole, each with its time; empty: none was.';
