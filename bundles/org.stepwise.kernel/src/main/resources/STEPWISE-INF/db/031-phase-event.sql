-- The history of every step of every phase; kept when the phase is changed.
create table rollout_event (
  id bigint not null primary key,
  phase_id bigint not null,
  phase_code varchar(40) not null,
  happened_at timestamp not null,
  by_person bigint not null,
  by_name varchar(200) not null,
  step varchar(20) not null,
  details clob not null
);
create index rollout_event_phase on rollout_event (phase_id, id);
