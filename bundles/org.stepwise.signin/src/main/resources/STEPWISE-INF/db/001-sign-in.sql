-- What somebody signs in with. A one-time password has to be changed and ends by itself.
create table signin_credential (
  person_id bigint not null primary key,
  hash varchar(300) not null,
  must_change boolean not null,
  set_at timestamp not null
);

-- Open sessions; the cookie itself is nowhere, only its digest.
create table signin_session (
  id bigint not null primary key,
  person_id bigint not null,
  digest varchar(64) not null,
  created_at timestamp not null,
  seen_at timestamp not null,
  user_agent varchar(300) not null,
  address varchar(64) not null,
  eyes_of bigint not null
);
create unique index signin_session_digest on signin_session (digest);
create index signin_session_person on signin_session (person_id);
create index signin_session_seen on signin_session (seen_at);

-- Personal access tokens, likewise.
create table signin_token (
  id bigint not null primary key,
  person_id bigint not null,
  digest varchar(64) not null,
  name varchar(100) not null,
  scopes varchar(2000) not null,
  created_at timestamp not null,
  until_at timestamp not null,
  used_at timestamp
);
create unique index signin_token_digest on signin_token (digest);
create index signin_token_person on signin_token (person_id);

-- Attempts per account name or address (digests: a password typed into the wrong field must not stand here).
create table signin_attempt (
  subject varchar(64) not null primary key,
  attempts integer not null,
  since_at timestamp not null,
  locked_until timestamp not null
);
create index signin_attempt_since on signin_attempt (since_at);

create sequence signin_seq as bigint start with 1 increment by 50;
