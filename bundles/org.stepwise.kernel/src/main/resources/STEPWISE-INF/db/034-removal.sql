-- How often a module was taken away: a step that opens a phase sees whether that happened while it installed.
create table kernel_removal (
  module varchar(40) not null primary key,
  removals bigint not null
);

-- Opening phases and taking modules away take turns by this row.
insert into kernel_turn (name, taken) values ('modules', 0);
