-- The bare table: the same columns and indexes as the product's service_records, one partition, nothing else.
create table limit_records (
  id uuid not null primary key, station_id integer not null, officer_id integer not null, item_id integer not null, item_version smallint not null,
  kind smallint not null, division bigint not null, person_times integer not null, is_group boolean not null, channel smallint not null,
  served_at timestamptz not null, recorded_at timestamptz not null, amount_fen bigint, provider varchar(80), order_number varchar(80),
  confirmation smallint not null, confirmation_reference varchar(120), outcome smallint not null, note varchar(500));
create index ix_limit_records on limit_records (division, served_at, id);
create function limit_uuid7() returns uuid language sql volatile as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 19))::uuid $$;
