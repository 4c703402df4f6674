-- Links between any two records. The ends are addresses, not keys: links outlive the modules of their ends.
create table kernel_link (
  id bigint not null primary key,
  from_type varchar(80) not null,
  from_id bigint not null,
  to_type varchar(80) not null,
  to_id bigint not null,
  kind varchar(40) not null,
  note varchar(400) not null,
  by_id bigint not null,
  made_at timestamp not null
);
create sequence kernel_link_seq as bigint start with 1 increment by 50;
create unique index kernel_link_ends on kernel_link (from_type, from_id, to_type, to_id, kind);
create index kernel_link_back on kernel_link (to_type, to_id, from_type, id);
create index kernel_link_there on kernel_link (from_type, from_id, to_type, id);
