-- One row per person and notice; the text is made when it is read, in the reader's language.
create table notices_notice (
  id bigint not null primary key,
  person_id bigint not null,
  module varchar(40) not null,
  kind varchar(200) not null,
  args varchar(4000) not null,
  type varchar(80) not null,
  record_id bigint not null,
  sent_at timestamp not null,
  read_at timestamp
);
create index notices_notice_person on notices_notice (person_id, sent_at, id);
create index notices_notice_unread on notices_notice (person_id, read_at, sent_at);
create index notices_notice_at on notices_notice (sent_at);

-- Kinds that somebody does not want.
create table notices_muted (
  person_id bigint not null,
  kind varchar(200) not null,
  primary key (person_id, kind)
);
create index notices_muted_kind on notices_muted (kind, person_id);

create sequence notices_seq as bigint start with 1 increment by 50;
