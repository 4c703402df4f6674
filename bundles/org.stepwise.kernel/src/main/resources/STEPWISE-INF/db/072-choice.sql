-- Editable lists; a list is loaded from its module once and is the company's afterwards.
create table kernel_choice_list (
  list_id varchar(100) not null primary key,
  loaded_at timestamp not null
);
create table kernel_choice (
  list_id varchar(100) not null,
  code varchar(60) not null,
  parent varchar(60) not null,
  zh varchar(200) not null,
  en varchar(200) not null,
  tone varchar(20) not null,
  sort_order integer not null,
  active boolean not null,
  primary key (list_id, code)
);
