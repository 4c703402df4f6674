-- How often a module's data were removed for good: a node that holds the module since before sees that its tables are others.
alter table kernel_removal add column purges bigint default 0 not null;
