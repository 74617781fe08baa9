-- A decision that was taken up after its process had gone is carried out: from then on nobody can withdraw it.

alter table slack_request add column taken_up boolean not null default false;
comment on column slack_request.taken_up is
    'True: it was taken up from here to be carried out, so it is too late to withdraw it.';
