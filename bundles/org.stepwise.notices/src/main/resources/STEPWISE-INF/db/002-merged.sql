-- A notice that stands for several records of one type: who caused it, how many, and the first of them.
alter table notices_notice add column sender_id bigint not null default 0;
alter table notices_notice add column records integer not null default 1;
alter table notices_notice add column sample varchar(400) not null default '';
