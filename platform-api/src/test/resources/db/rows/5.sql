insert into audit_epoch (number, system_identifier) values (1, 1);
insert into audit_entry (epoch, actor, token, team, address, request, action, subject, outcome, detail)
    values (1, 'ada', '1', 'rides', '127.0.0.1', '', 'run.create', 'run/1', 'DONE', '{}');
insert into outbox (topic, payload) values ('webhook', '{}');
