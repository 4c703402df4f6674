-- Who does the tasks of people to whom a module is not open yet: for a unit with all below (phase 0), or for a phase (unit 0).
create table rollout_stand_in (
  id bigint not null primary key,
  unit_id bigint not null,
  phase_id bigint not null,
  module varchar(40) not null,
  person_id bigint not null
);
create unique index rollout_stand_in_for on rollout_stand_in (unit_id, phase_id, module);

-- Their tasks. type and record_id: what a task is about, '' and 0 for nothing.
create table rollout_errand (
  id bigint not null primary key,
  module varchar(40) not null,
  address varchar(80) not null,
  task_key varchar(100) not null,
  person_id bigint not null,
  unit_id bigint not null,
  phase_id bigint not null,
  title varchar(400) not null,
  task_text varchar(4000) not null,
  questions varchar(4000) not null,
  type varchar(80) not null,
  record_id bigint not null,
  due date,
  path varchar(400) not null,
  way varchar(20) not null,
  to_person bigint not null,
  assigned boolean not null,
  state varchar(20) not null,
  handed_at timestamp not null,
  answer varchar(4000) not null,
  answered_by varchar(200) not null,
  answered_at timestamp
);
create unique index rollout_errand_key on rollout_errand (module, task_key);
create index rollout_errand_state on rollout_errand (state, to_person);
create index rollout_errand_record on rollout_errand (type, record_id);
