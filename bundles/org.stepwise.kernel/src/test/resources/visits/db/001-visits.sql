create record table crm_visit (name varchar(60) not null);
create record table crm_plan (name varchar(60) not null);
