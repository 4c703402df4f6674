-- Where the kept part of the chain begins: place and hash of the last row that was removed for its age.
create table kernel_audit_start (
  id integer not null primary key,
  place bigint not null,
  hash varchar(64) not null
);
insert into kernel_audit_start (id, place, hash) values (1, 0, '');
