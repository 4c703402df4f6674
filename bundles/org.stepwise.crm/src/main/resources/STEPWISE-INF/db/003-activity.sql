create record table crm_activity (
  customer_id bigint not null,
  contact_id bigint,
  kind varchar(40) not null,
  subject varchar(200) not null,
  planned_at timestamp,
  plan varchar(2000) not null,
  done_at timestamp,
  result varchar(4000) not null,
  next_step varchar(400) not null,
  next_at date,
  place varchar(200) not null,
  participants varchar(300) not null,
  corrects_id bigint,
  stamped_at timestamp,
  reminded_at timestamp
);
create index crm_activity_customer on crm_activity (customer_id, done_at);
create index crm_activity_planned on crm_activity (planned_at);
create index crm_activity_contact on crm_activity (contact_id);
create index crm_activity_corrects on crm_activity (corrects_id);
