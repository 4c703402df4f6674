-- 5,000 people in 5 levels and 500 units, from a fixed seed; :p and :u keep them apart from the kernel's own principals
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
insert into kernel_principal(id, kind, ref_id) select id+1000000, 'PERSON', id+1000000 from person;
analyze person_closure; analyze unit_closure;
