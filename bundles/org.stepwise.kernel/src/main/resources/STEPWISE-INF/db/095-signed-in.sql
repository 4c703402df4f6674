-- Who has signed in stands beside what people have used, as a use of sign-in: from the audit log, and from use that nobody has without a session.
insert into rollout_seen (person_id, what, module, first_on, last_on, days)
  select person_id, 'signin', 'signin', min(cast(happened_at as date)), max(cast(happened_at as date)), 1
    from kernel_audit a
    where what = 'signin.done' and person_id > 0
      and not exists (select 1 from rollout_seen s where s.person_id = a.person_id and s.what = 'signin')
    group by person_id;
insert into rollout_seen (person_id, what, module, first_on, last_on, days)
  select person_id, 'signin', 'signin', min(first_on), max(last_on), 1
    from rollout_seen u
    where not exists (select 1 from rollout_seen s where s.person_id = u.person_id and s.what = 'signin')
    group by person_id;
