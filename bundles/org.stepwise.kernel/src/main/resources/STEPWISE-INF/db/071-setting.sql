-- Values that differ from the shipped defaults. scope_id: a unit or segment, 0 = company
create table kernel_setting (
  id varchar(200) not null,
  scope_id bigint not null,
  setting_value varchar(2000) not null,
  primary key (id, scope_id)
);
