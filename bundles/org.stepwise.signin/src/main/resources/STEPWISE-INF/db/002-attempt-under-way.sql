-- attempts whose password is being looked at, on whatever node
alter table signin_attempt add column under_way integer not null default 0;
