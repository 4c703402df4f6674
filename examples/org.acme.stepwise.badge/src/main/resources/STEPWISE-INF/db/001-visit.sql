-- the kernel adds the columns that every record has, and the indexes of its list
create record table badge_visit (
  visitor varchar(100) not null,
  company varchar(200) not null,
  host_id bigint,
  comes_on date not null,
  zone varchar(20) not null,
  remark varchar(1000) not null,
  arrived_at timestamp,
  left_at timestamp
);
