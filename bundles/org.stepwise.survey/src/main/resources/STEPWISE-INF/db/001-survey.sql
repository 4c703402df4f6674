-- Forms that the company changed or added; shipped ones stay in the bundle.
create table survey_form (
  code varchar(40) not null primary key,
  body clob not null
);

-- A form as it was sent. phase: code of the phase that it prepares, '' for none
create table survey_round (
  id bigint not null primary key,
  form varchar(40) not null,
  body clob not null,
  phase varchar(40) not null,
  due_on date not null,
  sent_at timestamp not null,
  by_person bigint not null,
  by_name varchar(200) not null
);
create sequence survey_round_seq as bigint start with 1 increment by 50;
create index survey_round_phase on survey_round (phase, id);
create index survey_round_sent on survey_round (sent_at, id);

-- What one unit answers.
create table survey_sheet (
  id bigint not null primary key,
  round_id bigint not null,
  unit_id bigint not null,
  person_id bigint not null,
  state varchar(10) not null,
  answers clob not null,
  version bigint not null,
  remark varchar(2000) not null,
  changed_at timestamp not null,
  changed_by varchar(200) not null,
  reminded_on date
);
create sequence survey_sheet_seq as bigint start with 1 increment by 50;
create unique index survey_sheet_round on survey_sheet (round_id, unit_id);
create index survey_sheet_person on survey_sheet (person_id, state);
create index survey_sheet_unit on survey_sheet (unit_id, state);
