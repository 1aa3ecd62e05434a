-- For which organisation a hand-over was drawn up: what the authority drew up only an authority withdraws. Null: the authority. Of earlier ones the posts of who drew them up tell.
alter table hand_overs add column drawn_for integer;
update hand_overs set drawn_for = (select s.organisation_id from stations s where s.id = hand_overs.station_id)
  where exists (
    select 1 from posts p join stations s on s.organisation_id = p.organisation_id
    where s.id = hand_overs.station_id and hand_overs.drawn_by = 'account:' || cast(p.account_id as varchar(20))
  );
