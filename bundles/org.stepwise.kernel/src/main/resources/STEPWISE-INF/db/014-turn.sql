-- Changes of the organisation take turns by this row, which nobody else reads.
create table kernel_turn (
  name varchar(20) not null primary key,
  taken bigint not null
);
insert into kernel_turn (name, taken) values ('organisation', 0);
