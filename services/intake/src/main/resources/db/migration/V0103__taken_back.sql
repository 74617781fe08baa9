-- An event that is back on the known day, cancelled or over takes its proposal back: a row of its own, numbered as proposals are.
alter table proposal_made add column taken_back boolean not null default false;
comment on column proposal_made.taken_back is
    'The one before was taken back; renewal_date is then the day that was known. The version before takes it for a proposal of that day.';
