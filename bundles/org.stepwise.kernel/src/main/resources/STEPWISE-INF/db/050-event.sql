-- The outbox: events are stored with the publisher's transaction, one delivery a receiver.
create sequence kernel_event_seq as bigint start with 1 increment by 50;
create table kernel_event (
  id bigint not null primary key,
  event varchar(200) not null,
  event_key varchar(200) not null,
  body clob not null,
  published_at timestamp not null
);
create index kernel_event_published on kernel_event (published_at);

create table kernel_event_delivery (
  handler varchar(200) not null,
  event_id bigint not null,
  event_key varchar(200) not null,
  state varchar(10) not null,
  attempt integer not null,
  due_at timestamp not null,
  problem varchar(1000) not null,
  primary key (handler, event_id)
);
create index kernel_event_delivery_line on kernel_event_delivery (handler, state, event_key, event_id);
create index kernel_event_delivery_due on kernel_event_delivery (state, due_at);
create index kernel_event_delivery_event on kernel_event_delivery (event_id);

-- Receivers ever seen, so that the durable ones find what came while they were away.
create table kernel_event_handler (
  name varchar(200) not null primary key,
  event varchar(200) not null,
  durable boolean not null
);
