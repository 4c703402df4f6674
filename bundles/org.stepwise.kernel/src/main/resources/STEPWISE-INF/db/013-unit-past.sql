-- What a unit was, from a day (included) to a day (excluded); the present state has no end.
create table unit_past (
  unit_id bigint not null,
  from_day date not null,
  to_day date,
  name_zh varchar(100) not null,
  name_en varchar(100),
  kind varchar(12) not null,
  tree varchar(20) not null,
  parent_id bigint,
  head_id bigint,
  sort_order integer not null,
  primary key (unit_id, from_day)
);

create index unit_past_tree on unit_past (tree, from_day);
