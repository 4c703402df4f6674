-- What phases ask of the people of units; form '' as long as nobody has answered.
create table rollout_call (
  id bigint not null primary key,
  phase_id bigint not null,
  what varchar(400) not null,
  unit_id bigint not null,
  people integer not null,
  person_days integer not null,
  remark varchar(2000) not null,
  form varchar(20) not null,
  agreed boolean not null,
  answer varchar(4000) not null,
  signer varchar(200) not null,
  signed_on date,
  entered_by varchar(200) not null,
  entered_at timestamp,
  file_name varchar(200) not null
);
create index rollout_call_phase on rollout_call (phase_id, id);
create table rollout_call_file (
  call_id bigint not null primary key,
  content blob not null
);
