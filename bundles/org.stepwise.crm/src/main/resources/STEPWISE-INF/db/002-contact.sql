create record table crm_contact (
  customer_id bigint not null,
  salutation varchar(40) not null,
  name varchar(80) not null,
  post varchar(80) not null,
  decision_role varchar(40) not null,
  main boolean not null,
  office_phone varchar(40) not null,
  mobile varchar(40) not null,
  home_phone varchar(40) not null,
  email varchar(200) not null,
  birthday date,
  preferences varchar(1000) not null
);
create index crm_contact_customer on crm_contact (customer_id);
