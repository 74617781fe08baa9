-- A severe support case or a billing dispute holds what is drafted or due; the rulebook's accounts to leave alone are merely not offered.
alter table account add column suppression_holds boolean not null default false;
comment on column account.suppression_holds is
    'Whether what suppresses is a case or dispute: cards are held for as long as it lasts and drafted anew after.';

-- Those that were suppressed so far; the policies bind the owner too, who has no tenant.
alter table account no force row level security;
update account
set suppression_holds = true,
    state = case when state in ('DUE', 'NO_OFFER') then 'HELD' else state end,
    state_detail = case when state in ('DUE', 'NO_OFFER') then suppression else state_detail end
where suppression in ('a severe support case is open', 'a billing dispute is open');
alter table account force row level security;
