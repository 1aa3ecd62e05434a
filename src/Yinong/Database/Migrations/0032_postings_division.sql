-- Who is on post in a place: the counts of the views of a county read its postings alone, not the nation's.
create index ix_postings_division on postings (division, station_id);
