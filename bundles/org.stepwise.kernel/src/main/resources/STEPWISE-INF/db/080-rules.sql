-- What phases ask of people.
create table rollout_preparation (
  phase_id bigint not null primary key,
  rules boolean not null
);

-- Rules of use of modules, every edition; both texts empty: withdrawn.
create table rollout_rules (
  module varchar(40) not null,
  edition integer not null,
  zh clob not null,
  en clob not null,
  shipped boolean not null,
  published_at timestamp not null,
  by_person bigint not null,
  by_name varchar(200) not null,
  primary key (module, edition)
);

-- Who confirmed which edition, when.
create table rollout_rules_confirmed (
  person_id bigint not null,
  module varchar(40) not null,
  edition integer not null,
  confirmed_at timestamp not null,
  primary key (person_id, module, edition)
);
create index rollout_rules_confirmed_module on rollout_rules_confirmed (module, edition, person_id);
