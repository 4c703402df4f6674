-- When a person first and last used a module, one of its record types or functions: one row a person and thing.
-- days: a bit for each day of use, counted back from last_on; 63 days are kept.
create table rollout_seen (
  person_id bigint not null,
  what varchar(80) not null,
  module varchar(40) not null,
  first_on date not null,
  last_on date not null,
  days bigint not null,
  primary key (person_id, what)
);
create index rollout_seen_module on rollout_seen (module, what, person_id);
insert into rollout_seen (person_id, what, module, first_on, last_on, days)
  select person_id, module, module, min(used_on), max(used_on), 1 from rollout_use group by person_id, module;

-- Who confirmed a criterion that is not counted, and when.
alter table rollout_criterion add column met_by varchar(200) default '' not null;
alter table rollout_criterion add column met_at timestamp;
