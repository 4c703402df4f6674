create table role_grant (
  role_id bigint not null,
  type varchar(80) not null,
  action varchar(40) not null,
  scope varchar(12) not null,
  primary key (role_id, type, action, scope)
);

create table role_member (
  role_id bigint not null,
  principal_id bigint not null,
  primary key (role_id, principal_id)
);

create unique index role_member_reverse on role_member (principal_id, role_id);

create table role_member_unit (
  role_id bigint not null,
  principal_id bigint not null,
  unit_id bigint not null,
  primary key (role_id, principal_id, unit_id)
);

-- Modules whose roles and grants have been written; from then on they are the company's.
create table role_pack (module varchar(40) not null primary key);
