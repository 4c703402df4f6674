create table broken_more (
  id bigint not null primary key
);
