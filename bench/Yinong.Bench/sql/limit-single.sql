\set s random(1, 100000)
\set r random(1, 10)
\set e random(24, 29)
\set d case when :r <= 7 then 31 when :r <= 9 then 30 else :e end
insert into limit_records values (limit_uuid7(), :s, :s, 1001, 1, 1, (110101001200 + (:s % 30) * 10000000000 + :s * 1000) * 10 + 5, 1, false, 1,
  timestamptz '2018-09-30 10:00:00+08' + :d * interval '1 day', now(), null, null, null, 0, null, 1, null) on conflict (id) do nothing;
