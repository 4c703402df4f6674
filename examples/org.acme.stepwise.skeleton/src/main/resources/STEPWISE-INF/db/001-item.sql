-- the kernel adds the columns that every record has, and the indexes of its list
create record table skeleton_item (
  name varchar(100) not null,
  state varchar(20) not null,
  due_on date,
  remark varchar(1000) not null
);
