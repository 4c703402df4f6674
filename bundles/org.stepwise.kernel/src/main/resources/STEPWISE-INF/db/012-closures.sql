-- Who is directly above whom, and the index of all that follows from it. Written by the organisation index only.
create table person_line (sub bigint not null primary key, sup bigint not null);
create table unit_line (sub bigint not null primary key, sup bigint not null);

create table person_closure (sup bigint not null, sub bigint not null, primary key (sup, sub));
create unique index person_closure_reverse on person_closure (sub, sup);

create table unit_closure (anc bigint not null, des bigint not null, primary key (anc, des));
create unique index unit_closure_reverse on unit_closure (des, anc);
