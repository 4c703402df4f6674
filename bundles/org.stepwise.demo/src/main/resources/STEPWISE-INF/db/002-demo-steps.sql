-- A module's demo data are made step by step; a module that goes early goes on from here when it comes again.
alter table demo_done add column steps integer not null default 0;
alter table demo_done add column finished boolean not null default true;
