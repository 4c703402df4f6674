-- The phase in whose trial a notice was caught: nobody gets it. 0 for all others.
alter table notices_notice add column caught_phase bigint not null default 0;
create index notices_notice_caught on notices_notice (caught_phase, id);
