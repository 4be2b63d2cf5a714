package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.RawJson;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The registered models of one team, in one transaction. */
final class RegisteredModels {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Handle handle;
    private final long team;

    RegisteredModels(Handle handle, long team) {
        this.handle = handle;
        this.team = team;
    }

    /** Makes one; its id. */
    long create(String name, String description, Map<String, String> tags, long now) {
        long id = handle.createQuery("""
                        insert into registered_model (team_id, name, description, created_at, updated_at)
                        values (:team, :name, :description, :now, :now)
                        on conflict do nothing
                        returning id
                        """)
                .bind("team", team)
                .bind("name", name)
                .bind("description", description)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> taken(name, tags.containsKey(RegistryTags.PROMPT)));
        handle.createUpdate("insert into registered_model_tag select :id, * from unnest(:keys, :values)")
                .bind("id", id)
                .bindArray("keys", String.class, tags.keySet())
                .bindArray("values", String.class, tags.values())
                .execute();
        return id;
    }

    /** One as it is answered. */
    RawJson read(String name) {
        return handle.createQuery("select " + RegistryJson.MODEL
                        + " from registered_model m where m.team_id = :team and m.name = :name")
                .bind("team", team)
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(RawJson::new)
                .orElseThrow(() -> missing(name));
    }

    /** Its id; who changes what belongs to it waits until this transaction ends. */
    long lock(String name) {
        return handle.createQuery("select id from registered_model where team_id = :team and name = :name for update")
                .bind("team", team)
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> missing(name));
    }

    /** Its id, if the team has it. */
    Optional<Long> find(String name) {
        return handle.createQuery("select id from registered_model where team_id = :team and name = :name")
                .bind("team", team)
                .bind("name", name)
                .mapTo(Long.class)
                .findOne();
    }

    long require(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    void describe(long id, String description, long now) {
        handle.createUpdate("update registered_model set description = :text, updated_at = :now where id = :id")
                .bind("text", description)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    void rename(long id, String name, long now) {
        try {
            handle.createUpdate("update registered_model set name = :name, updated_at = :now where id = :id")
                    .bind("name", name)
                    .bind("now", now)
                    .bind("id", id)
                    .execute();
        } catch (UnableToExecuteStatementException failure) {
            throw isUnique(failure) ? exists("Registered Model", name) : failure;
        }
        handle.createUpdate("update model_version set updated_at = :now where model_id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    void touch(long id, long now) {
        handle.createUpdate("update registered_model set updated_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    void delete(long id) {
        handle.createUpdate("delete from registered_model where id = :id")
                .bind("id", id)
                .execute();
    }

    void setTag(long id, String key, String value) {
        handle.createUpdate("""
                        insert into registered_model_tag (model_id, key, value) values (:id, :key, :value)
                        on conflict (model_id, key) do update set value = excluded.value
                        """)
                .bind("id", id)
                .bind("key", key)
                .bind("value", value)
                .execute();
    }

    void deleteTag(long id, String key) {
        handle.createUpdate("delete from registered_model_tag where model_id = :id and key = :key")
                .bind("id", id)
                .bind("key", key)
                .execute();
    }

    /** Whether it holds the versions of a prompt. */
    boolean isPrompt(long id) {
        return tag(id, RegistryTags.PROMPT).filter("true"::equalsIgnoreCase).isPresent();
    }

    static MlflowProblem missing(String name) {
        return MlflowProblem.missing("Registered Model with name=" + name + " not found");
    }

    private Optional<String> tag(long id, String key) {
        return handle.createQuery("select value from registered_model_tag where model_id = :id and key = :key")
                .bind("id", id)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    private MlflowProblem taken(String name, boolean prompt) {
        String there =
                find(name).flatMap(id -> tag(id, RegistryTags.PROMPT)).isPresent() ? "Prompt" : "Registered Model";
        String wanted = prompt ? "Prompt" : "Registered Model";
        if (there.equals(wanted)) {
            return exists(wanted, name);
        }
        return new MlflowProblem(
                ErrorCode.RESOURCE_ALREADY_EXISTS,
                "Tried to create a " + lower(wanted) + " with name '" + name + "', but the name is already taken by a "
                        + lower(there) + ". MLflow does not allow creating a model and a prompt with the same name.");
    }

    private static String lower(String kind) {
        return kind.toLowerCase(Locale.ROOT);
    }

    private static MlflowProblem exists(String kind, String name) {
        return new MlflowProblem(ErrorCode.RESOURCE_ALREADY_EXISTS, kind + " (name=" + name + ") already exists.");
    }

    private static boolean isUnique(UnableToExecuteStatementException failure) {
        return failure.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }
}
