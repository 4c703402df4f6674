-- Codes and accounts are unique among what is not deleted; Derby has no partial index, so a deleted one counts with its id.
alter table directory_unit add column gone bigint generated always as (case when deleted then id else 0 end);
create unique index directory_unit__code_unique on directory_unit (code, gone);
alter table directory_post add column gone bigint generated always as (case when deleted then id else 0 end);
create unique index directory_post__code_unique on directory_post (code, gone);
alter table directory_person add column gone bigint generated always as (case when deleted then id else 0 end);
create unique index directory_person__account_unique on directory_person (account, gone);
