-- The station that took over; its own number stays valid for ever and leads there.
alter table stations add column merged_into integer references stations (id);
-- Lists of one state, in the order of the place: the state machine's work lists.
create index ix_stations_state on stations (state, division, id);
-- An order (rectification, failed acceptance) has a day until which it must be done.
alter table station_transitions add column due_on date;
-- Why a term ended and why a certificate was taken away, readable beside it.
alter table postings add column end_reason_code varchar(40);
alter table postings add column end_reason varchar(400);
alter table certificates add column revocation_reason_code varchar(40);
alter table certificates add column revocation_reason varchar(400);
