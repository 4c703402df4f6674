-- Idempotency keys of creates over REST; the row commits with the record.
create table rest_idempotency (
  person bigint not null,
  idempotency_key varchar(200) not null,
  digest varchar(64) not null,
  record varchar(120) not null,
  used_at timestamp not null,
  primary key (person, idempotency_key)
);
create index rest_idempotency_at on rest_idempotency (used_at);
