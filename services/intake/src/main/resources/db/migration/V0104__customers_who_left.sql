-- A calendar outlives its customers: for those who left it proposes nothing.
alter table known_account add column left_version bigint;
comment on column known_account.left_version is
    'account_version at which the account was told as churned. Another one, or null: it is a customer, or the version before wrote the row since.';
