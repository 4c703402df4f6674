-- Trials of rehearsed phases: OPEN, ENDED (records may be there) or CLEARING. The row goes with the last mark.
create table rollout_trial (
  phase_id bigint not null primary key,
  state varchar(20) not null,
  since timestamp not null
);

-- Who tries; as in rollout_phase_scope.
create table rollout_trial_member (
  phase_id bigint not null,
  member_id bigint not null,
  principal_id bigint not null,
  is_unit boolean not null,
  primary key (phase_id, member_id)
);
create index rollout_trial_member_principal on rollout_trial_member (principal_id, phase_id);

-- Records made in a trial.
create table rollout_rehearsed (
  type varchar(80) not null,
  record_id bigint not null,
  phase_id bigint not null,
  primary key (type, record_id)
);
create index rollout_rehearsed_phase on rollout_rehearsed (phase_id, type, record_id);
