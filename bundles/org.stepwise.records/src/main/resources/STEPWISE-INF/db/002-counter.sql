-- number rules: one row per type and period, locked from just before the commit to its end
create table record_counter (
  type varchar(80) not null,
  period varchar(120) not null,
  last_value bigint not null,
  primary key (type, period)
);
