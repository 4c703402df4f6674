-- Who used which module on which day: at most one row a person, module and day.
create table rollout_use (
  person_id bigint not null,
  module varchar(40) not null,
  used_on date not null,
  primary key (person_id, module, used_on)
);
create index rollout_use_day on rollout_use (used_on, module, person_id);
