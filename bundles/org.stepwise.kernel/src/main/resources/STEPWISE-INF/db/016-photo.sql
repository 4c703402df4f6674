-- The small square picture of a person; the version is part of its content's digest.
create table directory_photo (
  person_id bigint not null primary key,
  version varchar(16) not null,
  content blob not null,
  changed_at timestamp not null
);
insert into kernel_stamp (name, value) values ('photo', 1);
