-- What hangs on a row of a station (the past of equipment, judgements of photos, papers of applications, people at a session) follows that row, a hand-over of a move goes back to where it was signed: rows of moves before this version.
update equipment_events set division = (select c.division from equipment_cards c where c.id = equipment_events.card_id);
update photo_judgements set division = (select p.division from photo_pairs p where p.id = photo_judgements.pair_id);
update officer_application_steps set division = (select a.division from officer_applications a where a.id = officer_application_steps.application_id);
update officer_application_files set division = (select a.division from officer_applications a where a.id = officer_application_files.application_id);
update officer_objections set division = (select a.division from officer_applications a where a.id = officer_objections.application_id);
update session_signups set division = (select s.division from farmer_sessions s where s.id = session_signups.session_id);
update session_feedback set division = (select s.division from farmer_sessions s where s.id = session_feedback.session_id);
update hand_overs set division = (
    select min(c.from_place) from station_place_changes c
    where c.station_id = hand_overs.station_id and c.cause = 1 and c.to_place = hand_overs.to_place and c.on_date = hand_overs.ended_on)
  where kind = 3 and state = 2 and exists (
    select 1 from station_place_changes c
    where c.station_id = hand_overs.station_id and c.cause = 1 and c.to_place = hand_overs.to_place and c.on_date = hand_overs.ended_on);
update hand_over_lines set division = (select h.division from hand_overs h where h.id = hand_over_lines.hand_over_id);
