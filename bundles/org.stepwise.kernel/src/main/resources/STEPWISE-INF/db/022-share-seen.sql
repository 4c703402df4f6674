-- lists read all shares of a principal that still hold, from the index alone
create index share_seen on share (type, principal_id, record_id, until_day);
