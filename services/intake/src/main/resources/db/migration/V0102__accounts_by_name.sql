-- A calendar names few accounts of many: they are looked up by id or by name, not by reading the whole book.
alter table known_account add column name_key text;
comment on column known_account.name_key is
    'The name as names are compared; the service writes it whenever it is told of the account. Null: the version before wrote the row.';

-- Those that are known so far; the policies bind the owner too, who has no tenant.
alter table known_account no force row level security;
update known_account set name_key = lower(regexp_replace(btrim(normalize(name, NFC)), '\s+', ' ', 'g'));
alter table known_account force row level security;

create index known_account_name on known_account (tenant, name_key);
