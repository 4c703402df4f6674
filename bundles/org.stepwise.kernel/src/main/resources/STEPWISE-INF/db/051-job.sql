-- When each scheduled job is due next; its row is also the lock that keeps a job to one runner.
create sequence kernel_job_seq as bigint start with 1 increment by 50;
create table kernel_job (
  id varchar(100) not null primary key,
  every varchar(40) not null,
  next_at timestamp
);

-- node and alive_at are the lease of a run: a runner that no longer renews it has died.
create table kernel_job_run (
  id bigint not null primary key,
  job varchar(200) not null,
  state varchar(10) not null,
  done bigint not null,
  total bigint not null,
  by_person bigint not null,
  by_name varchar(200) not null,
  due_at timestamp not null,
  started_at timestamp not null,
  ended_at timestamp,
  problem varchar(200) not null,
  problem_args clob not null,
  attempt integer not null,
  cancelled boolean not null,
  node varchar(60) not null,
  alive_at timestamp not null
);
create index kernel_job_run_state on kernel_job_run (state, due_at);
create index kernel_job_run_job on kernel_job_run (job, id);
create index kernel_job_run_person on kernel_job_run (by_person, id);

create table kernel_job_note (
  run_id bigint not null,
  line integer not null,
  note varchar(200) not null,
  args clob not null,
  primary key (run_id, line)
);
