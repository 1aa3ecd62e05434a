create table service_tallies (
  period integer not null,
  division bigint not null,
  subject integer not null,
  records bigint not null,
  person_times bigint not null,
  group_person_times bigint not null,
  amount_fen bigint not null,
  primary key (period, division, subject)
) without rowid; -- @sqlite
) with (fillfactor = 80); -- @postgres

-- One line: until when everything is folded, and a number that moves with every fold (for ETag and caches of all nodes).
create table tally_state (
  id smallint not null primary key,
  version bigint not null,
  folded_at timestamptz not null
);
insert into tally_state (id, version, folded_at) values (1, 0, '1970-01-01 00:00:00+00'); -- @postgres
insert into tally_state (id, version, folded_at) values (1, 0, 0); -- @sqlite
