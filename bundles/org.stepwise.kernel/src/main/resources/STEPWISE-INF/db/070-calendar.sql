-- Days that the company marked itself; they win over the shipped calendar.
create table kernel_calendar_day (
  marked_on date not null primary key,
  workday boolean not null,
  name varchar(100) not null
);
