create record table vehicles_vehicle (
  plate varchar(20) not null,
  model varchar(100) not null,
  kind varchar(20) not null,
  seats integer not null,
  price decimal(15,2),
  currency varchar(3) not null,
  bought_on date,
  electric boolean not null,
  retired boolean not null,
  driver_id bigint,
  remark varchar(2000) not null,
  dealer varchar(100) not null,
  inspected_on date
);
