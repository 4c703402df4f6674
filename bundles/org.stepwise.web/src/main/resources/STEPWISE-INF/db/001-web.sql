-- what one person set for the pages, marked and opened
create table web_preference (
  person bigint not null,
  name varchar(60) not null,
  content varchar(400) not null,
  primary key (person, name)
);
create table web_favourite (
  person bigint not null,
  type varchar(100) not null,
  record_id bigint not null,
  marked_at timestamp not null,
  primary key (person, type, record_id)
);
create table web_recent (
  person bigint not null,
  type varchar(100) not null,
  record_id bigint not null,
  marked_at timestamp not null,
  primary key (person, type, record_id)
);
create index web_recent_time on web_recent (person, marked_at);
