create table broken_more (
  id bigint not null primary key
);
alter table broken_nowhere add column more integer;
