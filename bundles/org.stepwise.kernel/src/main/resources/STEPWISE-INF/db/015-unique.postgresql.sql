-- Codes and accounts are unique among what is not deleted.
create unique index directory_unit__code_unique on directory_unit (code) where not deleted;
create unique index directory_post__code_unique on directory_post (code) where not deleted;
create unique index directory_person__account_unique on directory_person (account) where not deleted;
