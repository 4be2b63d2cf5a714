insert into team (name) values ('rides');
insert into app_user (name) values ('ada');
insert into user_email (email, user_id) select 'ada@example.com', id from app_user where name = 'ada';
insert into user_kubernetes_name (name, user_id) select 'ada@cluster', id from app_user where name = 'ada';
insert into user_oidc_subject (subject, user_id) select 'issuer ada', id from app_user where name = 'ada';
insert into team_member (team_id, user_id, role) select t.id, u.id, 'APPROVER' from team t, app_user u where t.name = 'rides' and u.name = 'ada';
insert into token (public_id, name, user_id, team_id, scope, created_by) select 'tok1', 'laptop', u.id, t.id, 'WRITE', 'ada' from team t, app_user u where t.name = 'rides' and u.name = 'ada';
insert into token_secret (hash, token_id) select '\x00', id from token where public_id = 'tok1';
