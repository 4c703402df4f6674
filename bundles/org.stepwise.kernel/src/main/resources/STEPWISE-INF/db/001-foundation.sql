-- Stamps tell every node in one read whether people, permissions or phases changed since it looked last.
create table kernel_stamp (
  name varchar(40) not null primary key,
  value bigint not null
);
insert into kernel_stamp (name, value) values ('directory', 1);
insert into kernel_stamp (name, value) values ('rollout', 1);

-- Everything that a share or a role may name. 1 is everyone.
create sequence kernel_principal_seq as bigint start with 1000 increment by 50;
create table kernel_principal (
  id bigint not null primary key,
  kind varchar(20) not null,
  ref_id bigint not null
);
insert into kernel_principal (id, kind, ref_id) values (1, 'EVERYONE', 0);
create index kernel_principal_ref on kernel_principal (ref_id);
