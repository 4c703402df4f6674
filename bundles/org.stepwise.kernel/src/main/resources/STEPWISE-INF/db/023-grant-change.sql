-- What administrators gave to roles and took away.
create table role_grant_change (
  id bigint not null primary key,
  role_id bigint not null,
  type varchar(80) not null,
  action varchar(40) not null,
  scope varchar(12) not null,
  given boolean not null,
  by_id bigint not null,
  by_name varchar(200) not null,
  changed_at timestamp not null
);
create sequence role_grant_change_seq as bigint start with 1 increment by 50;
create index role_grant_change_role on role_grant_change (role_id, id);
