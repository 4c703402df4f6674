-- The file that a run left: the bad rows of an import. Goes with the run.
create table kernel_job_file (
  run_id bigint not null primary key,
  name varchar(200) not null,
  media varchar(120) not null,
  content blob not null
);
