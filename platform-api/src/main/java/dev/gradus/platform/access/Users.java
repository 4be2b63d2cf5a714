package dev.gradus.platform.access;

import dev.gradus.platform.page.Paging;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The people in the database. */
final class Users {
    private static final String SELECT = """
            select u.name, u.admin, u.password_hash is not null as has_password, u.disabled, u.created_at,
                   array(select e.email from user_email e where e.user_id = u.id order by e.email) as emails,
                   array(select k.name from user_kubernetes_name k where k.user_id = u.id order by k.name) as kubernetes_names,
                   (select o.subject from user_oidc_subject o where o.user_id = u.id) as oidc_subject
            from app_user u
            """;

    private Users() {}

    static List<User> list(Handle handle, Paging paging) {
        return handle.createQuery(SELECT + "where u.name > :after order by u.name limit :rows")
                .bind("after", paging.after())
                .bind("rows", paging.rows())
                .map(ConstructorMapper.of(User.class))
                .list();
    }

    static User get(Handle handle, String name) {
        return handle.createQuery(SELECT + "where u.name = :name")
                .bind("name", name)
                .map(ConstructorMapper.of(User.class))
                .findOne()
                .orElseThrow(() -> unknown(name));
    }

    static long id(Handle handle, String name) {
        return handle.createQuery("select id from app_user where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> unknown(name));
    }

    /** Adds a person; empty if the name is taken. */
    static Optional<Long> add(Handle handle, String name, boolean admin) {
        return handle.createQuery(
                        "insert into app_user (name, admin) values (:name, :admin) on conflict do nothing returning id")
                .bind("name", name)
                .bind("admin", admin)
                .mapTo(Long.class)
                .findOne();
    }

    static void setPassword(Handle handle, long user, String hash) {
        handle.createUpdate("update app_user set password_hash = :hash where id = :user")
                .bind("hash", hash)
                .bind("user", user)
                .execute();
    }

    /** The kept hash of a person who may log in here. */
    static Optional<String> passwordHash(Handle handle, String name) {
        return handle.createQuery("select password_hash from app_user where name = :name and not disabled"
                        + " and password_hash is not null")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    static Optional<String> nameOfSubject(Handle handle, String subject) {
        return handle.createQuery(
                        "select u.name from app_user u join user_oidc_subject o on o.user_id = u.id where o.subject = :subject")
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne();
    }

    static void setSubject(Handle handle, long user, String subject) {
        handle.createUpdate("insert into user_oidc_subject (subject, user_id) values (:subject, :user)")
                .bind("subject", subject)
                .bind("user", user)
                .execute();
    }

    static void change(Handle handle, long user, UserChange change) {
        handle.createUpdate("update app_user set admin = :admin, disabled = :disabled where id = :user")
                .bind("admin", change.admin())
                .bind("disabled", change.disabled())
                .bind("user", user)
                .execute();
        replace(
                handle,
                user,
                "user_oidc_subject",
                "subject",
                Optional.ofNullable(change.oidcSubject()).stream().toList());
        replace(handle, user, "user_email", "email", change.comparableEmails());
        replace(handle, user, "user_kubernetes_name", "name", change.kubernetesNames());
    }

    /** Whether somebody can still manage the rest. */
    static boolean anyAdmin(Handle handle) {
        return handle.createQuery("select exists (select from app_user where admin and not disabled)")
                .mapTo(Boolean.class)
                .one();
    }

    private static void replace(Handle handle, long user, String table, String column, List<String> values) {
        handle.createUpdate("delete from " + table + " where user_id = :user")
                .bind("user", user)
                .execute();
        List<String> added = handle.createQuery("insert into " + table + " (" + column + ", user_id)"
                        + " select distinct v, :user from unnest(:values) v on conflict do nothing returning " + column)
                .bind("user", user)
                .bindArray("values", String.class, values)
                .mapTo(String.class)
                .list();
        values.stream().filter(value -> !added.contains(value)).findFirst().ifPresent(taken -> {
            throw new Problem(
                    ProblemCode.CONFLICT,
                    "\"" + taken + "\" belongs to somebody else",
                    "take it from the other person first");
        });
    }

    private static Problem unknown(String name) {
        return new Problem(
                ProblemCode.NOT_FOUND, "no user is named \"" + name + "\"", "GET /api/v1/users lists those there are");
    }
}
