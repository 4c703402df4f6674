create record table shop_order (
  name varchar(120) not null,
  state varchar(20) not null,
  amount decimal(15,2),
  due date,
  seen_at timestamp,
  urgent boolean not null,
  note clob,
  approver_id bigint
);
create record table shop_item (
  order_id bigint not null,
  name varchar(60) not null
);
