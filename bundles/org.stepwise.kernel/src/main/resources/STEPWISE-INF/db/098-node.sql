-- Servers on this database: when each was heard of last, and what it lacks of the plan (a list in JSON).
create table kernel_node (
  id varchar(40) not null primary key,
  name varchar(200) not null,
  started_at timestamp not null,
  seen_at timestamp not null,
  stopped boolean not null,
  lacks clob not null
);
