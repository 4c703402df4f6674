create record table crm_customer (
  name varchar(200) not null,
  short_name varchar(80) not null,
  status varchar(40) not null,
  level varchar(40) not null,
  status_reason varchar(400) not null,
  status_since timestamp not null,
  industry varchar(40) not null,
  size varchar(40) not null,
  source varchar(40) not null,
  channel varchar(40) not null,
  agent_id bigint,
  parent_id bigint,
  country varchar(40) not null,
  region varchar(40) not null,
  address varchar(300) not null,
  phone varchar(40) not null,
  email varchar(200) not null,
  website varchar(200) not null,
  tags varchar(300) not null,
  last_contact timestamp,
  remark varchar(4000) not null
);
create index crm_customer_parent on crm_customer (parent_id);
create index crm_customer_agent on crm_customer (agent_id);
