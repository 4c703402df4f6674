create table paint_colour (
  code varchar(40) not null primary key,
  name varchar(100) not null
);
create record table paint_wall (
  name varchar(100),
  finish varchar(60)
);
