-- Purges of modules' data that have begun and not ended, with what there was at the beginning.
create table kernel_purge (
  module varchar(40) not null primary key,
  begun_at timestamp not null,
  by_id bigint not null,
  held clob not null
);

-- Where a sequence of a purged module goes on when it is made again, so that no id ever means two records.
create table kernel_sequence_start (
  name varchar(128) not null primary key,
  start_value bigint not null
);
