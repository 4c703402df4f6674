-- who changed what, when, through which door; changes as JSON {"field":[from,to]}
create table record_history (
  id bigint not null primary key,
  type varchar(80) not null,
  record_id bigint not null,
  version bigint not null,
  happened_at timestamp not null,
  by_id bigint not null,
  door varchar(20) not null,
  what varchar(80) not null,
  changes clob not null
);
create index record_history_of on record_history (type, record_id, id);
create sequence record_history_seq as bigint start with 1 increment by 50;
