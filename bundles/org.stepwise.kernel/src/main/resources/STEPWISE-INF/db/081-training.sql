-- Who was trained on what.
create record table directory_training (
  person_id bigint not null,
  module varchar(40) not null,
  held_on date not null,
  kind varchar(60),
  trainer varchar(200),
  remark varchar(2000)
);
create index directory_training_person on directory_training (person_id, module);
create index directory_training_module on directory_training (module, person_id);
