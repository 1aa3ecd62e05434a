insert into limit_records select limit_uuid7(), s, s, 1001, 1, 1, (110101001200 + (s % 30) * 10000000000 + s * 1000) * 10 + 5, 1, false, 1,
  timestamptz '2018-09-30 10:00:00+08' + (case when r <= 0.7 then 31 when r <= 0.9 then 30 else 24 + s % 6 end) * interval '1 day', now(), null, null, null, 0, null, 1, null
from (select (random() * 99999)::int + 1 as s, random() as r from generate_series(1, 1000)) x on conflict (id) do nothing;
