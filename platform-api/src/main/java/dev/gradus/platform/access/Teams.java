package dev.gradus.platform.access;

import dev.gradus.platform.page.Paging;
import dev.gradus.platform.problem.Problem;
import dev.gradus.platform.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The teams in the database, and who is of them. */
final class Teams {
    private Teams() {}

    static List<Team> list(Handle handle, Paging paging) {
        return handle.createQuery("select name, created_at from team where name > :after order by name limit :rows")
                .bind("after", paging.after())
                .bind("rows", paging.rows())
                .map(ConstructorMapper.of(Team.class))
                .list();
    }

    static Team get(Handle handle, String name) {
        return handle.createQuery("select name, created_at from team where name = :name")
                .bind("name", name)
                .map(ConstructorMapper.of(Team.class))
                .findOne()
                .orElseThrow(() -> unknown(name));
    }

    static TeamRef ref(Handle handle, String name) {
        return handle.createQuery("select id, name from team where name = :name")
                .bind("name", name)
                .map(ConstructorMapper.of(TeamRef.class))
                .findOne()
                .orElseThrow(() -> unknown(name));
    }

    /** The team in which a person is at work who names none: the one that the person is of, else the first of all. */
    static TeamRef usual(Handle handle, String user) {
        return handle.createQuery("""
                        select t.id, t.name from team t order by (
                            select count(*) from team_member m join app_user u on u.id = m.user_id
                            where u.name = :user and m.team_id = t.id) desc, t.id limit 1
                        """)
                .bind("user", user)
                .map(ConstructorMapper.of(TeamRef.class))
                .one();
    }

    static long add(Handle handle, String name) {
        return handle.createQuery("insert into team (name) values (:name) on conflict do nothing returning id")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> taken(name));
    }

    static void rename(Handle handle, long team, String name) {
        boolean taken = handle.createQuery("select exists (select from team where name = :name and id <> :team)")
                .bind("name", name)
                .bind("team", team)
                .mapTo(Boolean.class)
                .one();
        if (taken) {
            throw taken(name);
        }
        handle.createUpdate("update team set name = :name where id = :team")
                .bind("name", name)
                .bind("team", team)
                .execute();
    }

    static List<Member> members(Handle handle, String team, Paging paging) {
        return handle.createQuery("""
                        select u.name as "user", m.role from team_member m join app_user u on u.id = m.user_id
                        where m.team_id = :team and u.name > :after order by u.name limit :rows
                        """)
                .bind("team", ref(handle, team).id())
                .bind("after", paging.after())
                .bind("rows", paging.rows())
                .map(ConstructorMapper.of(Member.class))
                .list();
    }

    /** What the person is in the team; empty for one who is not of it. */
    static Optional<TeamRole> role(Handle handle, long team, String user) {
        return handle.createQuery("""
                        select m.role from team_member m join app_user u on u.id = m.user_id
                        where m.team_id = :team and u.name = :user
                        """)
                .bind("team", team)
                .bind("user", user)
                .mapTo(TeamRole.class)
                .findOne();
    }

    static void put(Handle handle, long team, long user, TeamRole role) {
        handle.createUpdate("""
                        insert into team_member (team_id, user_id, role) values (:team, :user, :role)
                        on conflict (team_id, user_id) do update set role = excluded.role
                        """)
                .bind("team", team)
                .bind("user", user)
                .bind("role", role)
                .execute();
    }

    /** Whether the person was of the team until now. */
    static boolean remove(Handle handle, long team, long user) {
        return handle.createUpdate("delete from team_member where team_id = :team and user_id = :user")
                        .bind("team", team)
                        .bind("user", user)
                        .execute()
                == 1;
    }

    private static Problem unknown(String name) {
        return new Problem(
                ProblemCode.NOT_FOUND, "no team is named \"" + name + "\"", "GET /api/v1/teams lists those there are");
    }

    private static Problem taken(String name) {
        return new Problem(ProblemCode.CONFLICT, "a team is named \"" + name + "\" already", "take another name");
    }
}
