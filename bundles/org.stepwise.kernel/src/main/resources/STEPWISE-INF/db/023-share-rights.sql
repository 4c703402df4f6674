-- which sets of rights shares give to a principal is answered from the index, set by set
create index share_rights on share (type, principal_id, rights, until_day);
