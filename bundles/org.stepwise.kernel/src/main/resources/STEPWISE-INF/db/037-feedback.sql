-- Feedback of people on modules during phases. screen: what was on screen as JSON, as far as the sender let it stand.
create table rollout_feedback (
  id bigint not null primary key,
  phase_id bigint not null,
  module varchar(40) not null,
  kind varchar(20) not null,
  wording varchar(4000) not null,
  screen clob not null,
  about_type varchar(80) not null,
  about_id bigint not null,
  sender_id bigint not null,
  sender_unit bigint not null,
  sent_at timestamp not null,
  state varchar(20) not null,
  answer varchar(4000) not null,
  answered_by varchar(200) not null,
  answered_at timestamp
);
create index rollout_feedback_phase on rollout_feedback (phase_id, state, kind, module);
create index rollout_feedback_sender on rollout_feedback (sender_id, id);
