-- Imports of a configuration, and what each of them changed, so that it can be taken back.
create table config_import (
  id bigint not null primary key,
  applied_at timestamp not null,
  by_person bigint not null,
  by_name varchar(200) not null,
  checksum varchar(64) not null,
  undone_at timestamp,
  undone_by varchar(200)
);
create sequence config_import_seq as bigint start with 1 increment by 50;
create index config_import_at on config_import (applied_at, id);

-- The state before and after, each a document of one item; empty where there was none.
create table config_change (
  import_id bigint not null,
  line integer not null,
  part varchar(80) not null,
  code varchar(300) not null,
  kind varchar(10) not null,
  former clob not null,
  latter clob not null,
  primary key (import_id, line)
);

-- One import at a time.
create table config_turn (
  name varchar(20) not null primary key,
  taken bigint not null
);
insert into config_turn (name, taken) values ('import', 0);
