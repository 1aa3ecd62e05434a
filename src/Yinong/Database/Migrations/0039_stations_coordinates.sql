-- Where a station stands: WGS-84, millionths of a degree; both or neither.
alter table stations add column latitude_micro integer;
alter table stations add column longitude_micro integer;
