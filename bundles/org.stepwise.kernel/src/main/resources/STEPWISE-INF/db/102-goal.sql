-- What phases are for, and what became of it; judgement '' as long as nobody has judged.
create table rollout_goal (
  id bigint not null primary key,
  phase_id bigint not null,
  title varchar(200) not null,
  measure varchar(200) not null,
  base_value varchar(200) not null,
  target_value varchar(200) not null,
  reached_value varchar(200) not null,
  judgement varchar(20) not null,
  remark varchar(2000) not null,
  judged_by varchar(200) not null,
  judged_at timestamp
);
create index rollout_goal_phase on rollout_goal (phase_id, id);
