-- Modules that have been given their demo data.
create table demo_done (
  module varchar(40) not null primary key
);
