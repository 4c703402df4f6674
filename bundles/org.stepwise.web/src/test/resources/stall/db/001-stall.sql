create record table stall_stand (
  name varchar(60) not null
);
create record table stall_visit (
  name varchar(60) not null
);
