create record table demo_deal (
  name varchar(120) not null,
  stage varchar(20) not null,
  amount decimal(15,2),
  probability integer,
  closes date,
  met_at timestamp,
  customer_id bigint,
  hot boolean not null,
  code varchar(20) not null,
  margin decimal(9,2),
  note clob,
  state varchar(20)
);
create record table demo_step (
  deal_id bigint not null,
  name varchar(60) not null
);
create record table demo_customer (
  name varchar(120) not null
);
