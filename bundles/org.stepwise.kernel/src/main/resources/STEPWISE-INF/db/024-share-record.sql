-- whether one record is shared to somebody and still is answered from the index alone, many times a list
drop index share_record;
create index share_record on share (type, record_id, principal_id, until_day);
