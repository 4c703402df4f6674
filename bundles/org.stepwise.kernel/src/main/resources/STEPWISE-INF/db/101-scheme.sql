-- Versions of what a phase opens to whom, as far as somebody was asked about them or spoke of them.
create table rollout_scheme (
  phase_id bigint not null,
  version_no integer not null,
  digest varchar(64) not null,
  sent_at timestamp,
  primary key (phase_id, version_no)
);

-- What was said of them; the newest of a person counts.
create table rollout_signature (
  id bigint not null primary key,
  phase_id bigint not null,
  person_id bigint not null,
  person_name varchar(200) not null,
  version_no integer not null,
  agreed boolean not null,
  reason varchar(2000) not null,
  signed_at timestamp not null
);
create index rollout_signature_phase on rollout_signature (phase_id, id);
