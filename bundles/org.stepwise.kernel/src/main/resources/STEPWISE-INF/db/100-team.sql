-- The team of the roll-out (phase 0), and what is different in a phase.
create table rollout_team (
  phase_id bigint not null,
  duty varchar(20) not null,
  person_id bigint not null,
  unit_id bigint not null,
  primary key (phase_id, duty, person_id, unit_id)
);
create index rollout_team_person on rollout_team (person_id);
