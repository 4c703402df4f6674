-- Whether the phase goes live when its trial has been cleared, and who wanted it (0 = the system).
alter table rollout_trial add column goes_live boolean default false not null;
alter table rollout_trial add column live_by bigint default 0 not null;
alter table rollout_trial add column live_reason varchar(2000) default '' not null;
