-- Versions of modules that were brought from outside, with their archives: each node takes them from here.
-- arrives: it was never current; what broke off before it was is removed again.
create table kernel_release (
  module varchar(40) not null,
  version varchar(60) not null,
  bundle varchar(200) not null,
  source varchar(20) not null,
  name varchar(200) not null,
  checksum varchar(64) not null,
  signer varchar(64) not null,
  signer_name varchar(400) not null,
  bytes bigint not null,
  arrives boolean not null,
  added_at timestamp not null,
  archive blob not null,
  primary key (module, version)
);

-- version: the one that may run, '' for the server's own. coming: the one that somebody is just bringing, '' for none.
create table kernel_release_state (
  module varchar(40) not null primary key,
  version varchar(60) not null,
  coming varchar(60) not null,
  under_way boolean not null,
  coming_since timestamp,
  coming_node varchar(40) not null,
  failed_version varchar(60) not null,
  failed_at timestamp,
  failed_key varchar(120) not null,
  failed_args clob not null
);
