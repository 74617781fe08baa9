-- A card of an account with an open severe case or billing dispute is held until that is closed.
alter table account_facts add column held_offer text;
alter table account_facts add column held_for text;
alter table account_facts add constraint account_facts_held check ((held_offer is null) = (held_for is null));
comment on column account_facts.held_offer is
    'The offer of the account''s cycle and revision for as long as a severe case or a dispute is open; null: none is.';
comment on column account_facts.held_for is 'What is open, and since when, in one line.';
