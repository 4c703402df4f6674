-- :n customers and their shares, from the same seed
with w as (select array_agg(a||b order by a,b) w from unnest('{nor,tar,bel,kas,ven,mor,lin,dra,hol,fer,gan,sil,ost,rud,pel,zem}'::text[]) a, unnest('{dwind,mo,berg,tek,lo,rix,vane,dok,stahl,mar,quist,der,fen,gard,hus,nik}'::text[]) b),
q as materialized (select i, r(i,1) r1, r(i,2) r2, r(i,3) r3, r(i,4) r4, r(i,5) r5, r(i,6) r6, r(i,7) r7, r(i,8) r8, r(i,9) r9, r(i,10) ra, r(i,11) rb, r(i,12) rc from generate_series(1,:n) i),
o as materialized (select *, case when i % (:n/50)=7 then 307
   when r1<0.36 then 10+300*floor(r1/0.06)::int+floor(300*power(r2,1.4))::int
   when r1<0.40 then 1810+floor(193*r2)::int
   when r1<0.43 then 2013
   else 2014+floor(2980*power(r2,1.4))::int end as ow0 from q),
o2 as (select *, case when ow0=307 and i % (:n/50)<>7 then 306 when ow0 in (4990,4999,5000) then 4989 else ow0 end ow from o),
o3 as (select *, initcap(w[1+floor(r3*256)::int])||' '||initcap(w[1+floor(r4*256)::int])||' '||(array['GmbH','AG','Ltd','Inc','SA','KG'])[1+(i%6)] nm from o2 cross join w)
insert into crm_customer(id, version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, name, short_name, status, level, status_reason, status_since, industry, size, source, channel, country, region, address, phone, email, website, tags, last_contact, remark)
select i, 1, 'C'||lpad(i::text,8,'0'), nm, ow+1000000, 2000000+case when r5<0.9 then p.unit_id else 1+floor(r5*4999)::int%500 end,
 2100000+case when r6<.30 then 1 when r6<.50 then 2 when r6<.65 then 3 when r6<.75 then 4 when r6<.83 then 5 when r6<.89 then 6 when r6<.94 then 7 when r6<.97 then 8 when r6<.995 then 9 else 10 end,
 case when r7<.6 then 0 when r7<.8 then 1 when r7<.92 then 2 when r7<.98 then 3 else 4 end,
 r8<0.02, lower(nm), '',
 case when ow between 1510 and 1809 then timestamp '2010-01-01'+ r9*interval '600 days' else timestamp '2015-01-01'+ (i*(315360000.0/:n)+r9*86400)*interval '1 second' end,
 ow+1000000, timestamp '2023-01-01'+ ra*interval '900 days', ow+1000000, nm, '',
 case when rc*r2<.06 then 'invalid' when rc*r2<.4 then 'basic' when rc*r2<.7 then 'potential' else 'formal' end, 'basic-new', '', timestamp '2023-01-01',
 (array['machinery','auto','energy','chemistry','food','trade'])[1+(i%6)], 'small', 'web', 'direct', 'CN', (100001+floor(1000*ra*rb))::int::text, '', '', '', '', '',
 timestamp '2022-01-01'+floor(rc*1400*86400)*interval '1 second', repeat(md5(i::text),4)
from o3 join person p on p.id=o3.ow order by i;
insert into share(type, principal_id, record_id, rights, shared_by, shared_at) select distinct 'crm.customer', principal+1000000, i, 'see', 0, now() from (
 select i, case when r(i*7+k,20)<0.55 then 1+floor(4700*power(r(i*7+k,21),2))::int when r(i*7+k,20)<0.8 then 10001+floor(500*r(i*7+k,22))::int when r(i*7+k,20)<.92 then 20001+floor(200*power(r(i*7+k,23),2))::int else 30002+floor(48*r(i*7+k,24))::int end principal
 from generate_series(1,:n) i, generate_series(1, floor(5.999*power(r(i,19),2.5))::int) k) q where principal not in (307,4990,4999,5000);
insert into share(type, principal_id, record_id, rights, shared_by, shared_at) select 'crm.customer', 1030001, i, 'see', 0, now() from generate_series(3,:n,10) i;
insert into share(type, principal_id, record_id, rights, shared_by, shared_at) select 'crm.customer', 1000307, 1+i*(:n/200), 'see', 0, now() from generate_series(0,199) i;
insert into share(type, principal_id, record_id, rights, shared_by, shared_at) select 'crm.customer', 1004990, 2+i*(:n/10), 'see', 0, now() from generate_series(0,9) i;
