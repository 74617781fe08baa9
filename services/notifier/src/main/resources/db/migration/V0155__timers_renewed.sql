-- A card that came back by itself is reminded of and escalated anew, whatever was done before it went away.

alter table timer add column since timestamptz;
comment on column timer.since is 'Who has looked at the card before that has not seen it: it came back then. Null: it never came back.';
