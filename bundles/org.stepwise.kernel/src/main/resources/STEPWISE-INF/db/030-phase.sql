-- Phases of the roll-out, what they open and to whom.
create sequence rollout_seq as bigint start with 1 increment by 50;
create table rollout_phase (
  id bigint not null primary key,
  version bigint not null,
  code varchar(40) not null,
  name varchar(200) not null,
  goal varchar(2000) not null,
  state varchar(20) not null,
  sort_order integer not null,
  from_day date,
  to_day date
);
create unique index rollout_phase_code on rollout_phase (code);

-- address: a module, or module/function
create table rollout_phase_module (
  phase_id bigint not null,
  address varchar(80) not null,
  primary key (phase_id, address)
);

-- member: the unit or person named; principal: 'the unit and all below', or the person
create table rollout_phase_scope (
  phase_id bigint not null,
  member_id bigint not null,
  principal_id bigint not null,
  is_unit boolean not null,
  primary key (phase_id, member_id)
);
create index rollout_phase_scope_principal on rollout_phase_scope (principal_id, phase_id);

create table rollout_phase_responsible (
  phase_id bigint not null,
  person_id bigint not null,
  primary key (phase_id, person_id)
);

create table rollout_task (
  id bigint not null primary key,
  phase_id bigint not null,
  title varchar(400) not null,
  assignee_id bigint,
  due date,
  done boolean not null
);
create index rollout_task_phase on rollout_task (phase_id, id);

create table rollout_criterion (
  id bigint not null primary key,
  phase_id bigint not null,
  wording varchar(400) not null,
  met boolean not null
);
create index rollout_criterion_phase on rollout_criterion (phase_id, id);
