create record table trial_deal (name varchar(60) not null);
create record table trial_line (deal_id bigint not null, name varchar(60) not null);
create record table trial_memo (name varchar(60) not null);
