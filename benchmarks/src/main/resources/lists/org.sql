-- 5,000 people in 5 levels and 500 units, from a fixed seed; persons count from 1,000,000, units from 2,000,000, segments from
-- 2,100,000, so that they keep apart from the principals of the server
create or replace function r(i bigint, salt int) returns float8 immutable parallel safe language sql as
 $$ select ((hashint8extended(i, salt) & 1073741823)::float8)/1073741824.0 $$;
create temp table person(id int primary key, superior_id int, unit_id int);
insert into person(id, superior_id)
select i, case
 when i=1 then null when i=2 then 1
 when i between 3 and 9 then 2
 when i between 10 and 1809 then (select case when o=299 then 3+b when o%13=0 then 3+b else i-o%13 end from (select (i-10)/300 b, (i-10)%300 o) q)
 when i between 1810 and 2002 then (select case when o>=182 then 9 when o%13=0 then 9 else i-o%13 end from (select i-1810 o) q)
 when i=2003 then 1 when i between 2004 and 2012 then 2003
 else (select case when o%13=0 then 2004+(o/13)%9 else i-o%13 end from (select i-2013 o) q) end
from generate_series(1,5000) i;
create temp table unit(id int primary key, parent_id int, head int);
with heads as (select distinct superior_id h from person where superior_id is not null),
n as (select h, row_number() over(order by h)::int id from heads)
insert into unit select n.id, p.id, n.h from n left join (select n2.id, n2.h from n n2) p on p.h=(select superior_id from person where person.id=n.h);
update person set unit_id=u.id from unit u where u.head=person.superior_id;
update person set unit_id=u.id from unit u where u.head=person.id;
insert into unit select m+row_number() over(order by id), id, null from (select u.id, (select max(id) from unit) m from unit u join person p on p.id=u.head where p.superior_id between 3 and 2012 and p.superior_id not in (1,2,2003) order by u.id) q limit (500-(select count(*) from unit));
update person set unit_id=s.id from unit s where s.head is null and person.superior_id=(select head from unit u where u.id=s.parent_id) and person.id%4=0;
insert into person_closure(sup, sub)
with recursive c as (select superior_id sup, id sub from person where superior_id is not null union all select p.superior_id, c.sub from c join person p on p.id=c.sup where p.superior_id is not null)
select sup+1000000, sub+1000000 from c;
insert into unit_closure(anc, des)
with recursive c as (select id anc, id des from unit union all select u.parent_id, c.des from c join unit u on u.id=c.anc where u.parent_id is not null)
select anc+2000000, des+2000000 from c;
insert into directory_person(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, account, name, locale, time_zone, clearance, state)
select id+1000000, 1, '', 'Person '||id, 0, 0, 0, 0, false, 'person '||id, '', now(), 0, now(), 0, 'p'||id, 'Person '||id, 'en', 'UTC', case when id = 5001 then 10 else 3 end, 'ACTIVE' from (select id from person union select 5001) q;
insert into directory_unit(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, code, name_zh, kind, tree, parent_id, sort_order, below_id)
select 2000000+id, 1, '', 'Unit '||id, 0, 0, 0, 0, false, 'unit '||id, '', now(), 0, now(), 0, 'u'||id, 'Unit '||id, 'DEPARTMENT', 'main', 2000000+parent_id, id, 2200000+id from unit
union all select 2100000+s, 1, '', 'Segment '||s, 0, 0, 0, 0, false, 'segment '||s, '', now(), 0, now(), 0, 's'||s, 'Segment '||s, 'SEGMENT', 'main', null, s, 2300000+s from generate_series(1,10) s;
insert into unit_closure(anc, des) select 2100000+s, 2100000+s from generate_series(1,10) s;
insert into directory_post(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, code, name_zh, level)
values (2400000, 1, '', 'Sales', 0, 0, 0, 0, false, 'sales', '', now(), 0, now(), 0, 'bench-sales', 'Sales', 3);
create temp table reader(id int primary key, segments int[], groups int[]);
insert into reader values (307, '{1,2,3}', '{}'), (10, '{1,2,3}', '{10003,10004,10001,10002,20100}'), (3, '{1,2,3}', '{10001,10002,10003,20120,30010}'),
 (2, '{1,2,3}', '{10001,10002,20130,30010,30011}'), (4990, '{1,2,3}', '{}'), (5000, '{1,2,3}', '{}'), (5001, '{1,2,3}', '{}'),
 (8, '{1,2,3}', '{10001,10002}'), (4999, '{1,2,3}', '{30001}'), (1, '{10}', '{10001,30012}');
insert into directory_position(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, person_id, in_unit_id, post_id, primary_position)
select 3000000+row_number() over(), 1, '', '', 0, 0, 0, 0, false, '', '', now(), 0, now(), 0, id+1000000, 2100000+s, 2400000, s=segments[1] from reader, unnest(segments) s;
insert into directory_group(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, code, name_zh)
select distinct 1000000+g, 1, '', 'Group '||g, 0, 0, 0, 0, false, 'group '||g, '', now(), 0, now(), 0, 'g'||g, 'Group '||g from reader, unnest(groups) g;
insert into directory_member(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, in_group_id, person_id)
select 3100000+row_number() over(), 1, '', '', 0, 0, 0, 0, false, '', '', now(), 0, now(), 0, 1000000+g, 1000000+id from reader, unnest(groups) g;
insert into directory_role(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, code, name_zh)
values (2400001, 1, '', 'Auditor', 0, 0, 0, 0, false, 'auditor', '', now(), 0, now(), 0, 'bench-auditor', 'Auditor');
insert into role_grant(role_id, type, action, scope) values (2400001, 'crm.customer', 'see', 'ALL');
insert into role_member(role_id, principal_id) values (2400001, 1005001);
insert into kernel_principal(id, kind, ref_id)
select id, 'PERSON', id from directory_person where id >= 1000000 union all select id, 'UNIT', id from directory_unit where id >= 2000000
union all select below_id, 'BELOW', id from directory_unit where id >= 2000000 union all select id, 'GROUP', id from directory_group where id >= 1000000
union all select id, 'POST', id from directory_post where id = 2400000 union all select id, 'ROLE', id from directory_role where id = 2400001;
-- everybody's token and cookie are bench-token-<person> with the marks they need, their digests as sign-in keeps them
insert into signin_token(id, person_id, digest, name, scopes, created_at, until_at)
select 4000000+id, 1000000+id, encode(sha256(('swp_bench-token-of-'||id)::bytea), 'hex'), 'bench', '*', now() at time zone 'utc', now() at time zone 'utc' + interval '30 days' from reader;
insert into signin_session(id, person_id, digest, created_at, seen_at, user_agent, address, eyes_of)
select 4100000+id, 1000000+id, encode(sha256(('bench-session-of-person-'||id)::bytea), 'hex'), now() at time zone 'utc', now() at time zone 'utc', 'bench', '127.0.0.1', 0 from reader;
insert into signin_credential(person_id, hash, must_change, set_at) select 1000000+id, 'none', false, now() at time zone 'utc' from reader;
insert into rollout_phase(id, version, code, name, goal, state, sort_order) values (4200000, 1, 'bench', 'Bench', '', 'ACTIVE', 1);
insert into rollout_phase_module(phase_id, address) values (4200000, 'crm');
insert into rollout_phase_scope(phase_id, member_id, principal_id, is_unit) select 4200000, 1000000+id, 1000000+id, false from reader;
update kernel_stamp set value = value + 1;
analyze;
