create record table directory_unit (
  code varchar(40) not null,
  name_zh varchar(100) not null,
  name_en varchar(100),
  kind varchar(12) not null,
  tree varchar(20) not null,
  parent_id bigint,
  head_id bigint,
  sort_order integer not null,
  valid_from date,
  valid_to date,
  below_id bigint not null
);

create index directory_unit_code on directory_unit (code);
create index directory_unit_parent on directory_unit (parent_id);
create index directory_unit_head on directory_unit (head_id);
create index directory_unit_below on directory_unit (below_id);

create record table directory_post (
  code varchar(40) not null,
  name_zh varchar(100) not null,
  name_en varchar(100),
  level integer not null,
  reports_to_id bigint
);

create index directory_post_code on directory_post (code);

create record table directory_person (
  account varchar(60) not null,
  name varchar(60) not null,
  name_en varchar(100),
  email varchar(120),
  mobile varchar(30),
  phone varchar(30),
  locale varchar(10) not null,
  time_zone varchar(40) not null,
  clearance integer not null,
  state varchar(10) not null
);

create index directory_person_account on directory_person (account);
create index directory_person_state on directory_person (state);

create record table directory_position (
  person_id bigint not null,
  in_unit_id bigint not null,
  post_id bigint not null,
  primary_position boolean not null,
  superior_id bigint,
  dotted_superior_id bigint
);

create index directory_position_person on directory_position (person_id);
create index directory_position_unit on directory_position (in_unit_id);
create index directory_position_post on directory_position (post_id);
create index directory_position_superior on directory_position (superior_id);

create record table directory_deputy (
  of_unit_id bigint not null,
  person_id bigint not null,
  sort_order integer not null
);

create index directory_deputy_unit on directory_deputy (of_unit_id);
create index directory_deputy_person on directory_deputy (person_id);

create record table directory_role (
  code varchar(40) not null,
  name_zh varchar(100) not null,
  name_en varchar(100)
);

create index directory_role_code on directory_role (code);

create record table directory_group (
  code varchar(40) not null,
  name_zh varchar(100) not null,
  name_en varchar(100),
  rule_unit_id bigint,
  rule_post_id bigint,
  rule_level integer
);

create index directory_group_code on directory_group (code);

create record table directory_member (
  in_group_id bigint not null,
  person_id bigint not null
);

create index directory_member_group on directory_member (in_group_id);
create index directory_member_person on directory_member (person_id);

create record table directory_substitute (
  person_id bigint not null,
  substitute_id bigint not null,
  from_day date not null,
  to_day date,
  scope varchar(60)
);

create index directory_substitute_person on directory_substitute (person_id);
create index directory_substitute_by on directory_substitute (substitute_id);
