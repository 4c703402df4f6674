-- An end whose record was purged with its module: a tombstone that stays one when the module comes again.
alter table kernel_link add column from_gone boolean not null default false;
alter table kernel_link add column to_gone boolean not null default false;
