alter table child add column since text not null default 'new';
