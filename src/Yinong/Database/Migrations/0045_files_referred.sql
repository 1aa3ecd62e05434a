-- Whether a file of the store is still referred to is asked of every column that keeps hashes.
create index ix_lesson_files_hash on lesson_files (hash);
create index ix_lesson_files_small_hash on lesson_files (small_hash) where small_hash is not null;
create index ix_questions_picture on questions (picture) where picture is not null;
create index ix_station_licences_photo on station_licences (photo) where photo is not null;
