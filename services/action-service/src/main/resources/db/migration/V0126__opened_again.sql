-- Who has looked at a card before it came back by itself has not seen that it is back.

alter table card_opened add column round integer not null default 0;
comment on column card_opened.round is
    'The action that had brought the card back by itself, after a snooze or a mail that did not leave; 0: none had.';
comment on table card_opened is 'Only the first time of each person and round is kept.';
alter table card_opened drop constraint card_opened_pkey, add primary key (tenant, offer_id, person, round);
