create table broken_good (
  id bigint not null primary key
);
