-- Append-only. A row is chained by setting its place and hash once; after that nothing of it may change.
create sequence kernel_audit_seq as bigint start with 1 increment by 50;
create table kernel_audit (
  id bigint not null primary key,
  happened_at timestamp not null,
  person_id bigint not null,
  account varchar(100) not null,
  on_behalf varchar(100) not null,
  door varchar(10) not null,
  what varchar(100) not null,
  about varchar(300) not null,
  details clob not null,
  place bigint,
  hash varchar(64) not null
);
create index kernel_audit_place on kernel_audit (place);
create index kernel_audit_what on kernel_audit (what, id);
create index kernel_audit_account on kernel_audit (account, id);
create index kernel_audit_about on kernel_audit (about, id);

-- End of the chain; its one row is the lock of the runner.
create table kernel_audit_end (
  id integer not null primary key,
  place bigint not null,
  entry_id bigint not null,
  hash varchar(64) not null
);
insert into kernel_audit_end (id, place, entry_id, hash) values (1, 0, 0, '');
