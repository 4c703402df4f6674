create table share (
  type varchar(80) not null,
  principal_id bigint not null,
  record_id bigint not null,
  rights varchar(200) not null,
  until_day date,
  shared_by bigint not null,
  shared_at timestamp not null,
  primary key (type, principal_id, record_id)
);

create index share_record on share (type, record_id, principal_id);
