-- What a certificate rests on when the examination was outside of this system: who examined, number and day of the paper.
alter table certificates add column paper_body varchar(60);
alter table certificates add column paper_number varchar(60);
alter table certificates add column paper_on date;
