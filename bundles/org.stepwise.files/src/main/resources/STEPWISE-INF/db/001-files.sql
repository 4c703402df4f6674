-- One row per content. It is there before any file refers to it; one that nothing refers to for a day is removed with its content.
create table files_blob (
  digest varchar(64) not null primary key,
  bytes bigint not null,
  used_at timestamp not null
);
create index files_blob_used on files_blob (used_at);

-- A file attached to a record.
create table files_file (
  id bigint not null primary key,
  type varchar(80) not null,
  record_id bigint not null,
  name varchar(255) not null,
  media varchar(100) not null,
  digest varchar(64) not null,
  bytes bigint not null,
  by_id bigint not null,
  attached_at timestamp not null,
  constraint files_file_blob foreign key (digest) references files_blob (digest)
);
create index files_file_record on files_file (type, record_id, id);
create index files_file_digest on files_file (digest);

-- What each person's files take together, for the quota.
create table files_usage (
  person_id bigint not null primary key,
  bytes bigint not null
);

create sequence files_seq as bigint start with 1 increment by 50;
