insert into team (name) values ('rides');
insert into app_user (name) values ('ada');
