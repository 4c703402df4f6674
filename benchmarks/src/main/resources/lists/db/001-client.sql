create record table demo_client (
  name varchar(200) not null,
  amount bigint not null,
  last_contact date not null,
  score integer not null,
  city integer not null,
  stage integer not null,
  note varchar(400) not null
);
