-- Pictures of questions, when right answers are shown, and answers that were sealed on a phone without a line.
alter table questions add column picture varchar(64);
alter table questions add column picture_alt varchar(200);

alter table exams add column review smallint not null default 1;
alter table exams add column late_minutes smallint not null default 0;

alter table exam_sittings add column seal_key varchar(64);
alter table exam_sittings add column closes_at timestamptz;

alter table exam_answers add column sealed_at timestamptz;

-- Every sealed entry as it came, also the refused ones, so that the chain can be checked again.
create table exam_seals (
  sitting_id uuid not null references exam_sittings (id),
  chain varchar(16) not null,
  number integer not null,
  question_id integer references questions (id),
  answer varchar(1000) not null,
  flagged boolean not null,
  sealed_at timestamptz not null,
  received_at timestamptz not null,
  seal varchar(64) not null,
  refusal varchar(40),
  primary key (sitting_id, chain, number)
);
