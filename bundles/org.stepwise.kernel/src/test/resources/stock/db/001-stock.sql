create record table stock_item (
  name varchar(60) not null,
  amount decimal(15,2),
  note clob
);
create table stock_move (
  id bigint not null primary key,
  item_id bigint not null,
  moved_at timestamp not null,
  constraint stock_move_item foreign key (item_id) references stock_item (id)
);
create sequence stock_move_seq as bigint start with 1 increment by 50;
