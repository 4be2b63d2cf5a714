package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.RawJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The versions of one team's registered models, in one transaction. */
final class ModelVersions {
    private static final String FROM = """
             from model_version v join registered_model m on m.id = v.model_id
            where m.team_id = :team and m.name = :name
            """;

    private static final String WHERE = " where model_id = :model and version = :version";

    private final Handle handle;
    private final long team;

    ModelVersions(Handle handle, long team) {
        this.handle = handle;
        this.team = team;
    }

    /** Makes the next version; its number. The model's row is locked by it, so that two creators get two numbers. */
    int create(String name, NewVersion made, long now) {
        VersionKey key = handle.createQuery("""
                        update registered_model set last_version = last_version + 1, updated_at = :now
                        where team_id = :team and name = :name
                        returning id, last_version
                        """)
                .bind("now", now)
                .bind("team", team)
                .bind("name", name)
                .map((row, context) -> new VersionKey(row.getLong(1), row.getInt(2)))
                .findOne()
                .orElseThrow(() -> RegisteredModels.missing(name));
        insert(key, made, now);
        on(key, "insert into model_version_tag select :model, :version, * from unnest(:keys, :values)")
                .bindArray("keys", String.class, made.tags().keySet())
                .bindArray("values", String.class, made.tags().values())
                .execute();
        return key.version();
    }

    /** One as it is answered. */
    RawJson read(String name, int version) {
        return find("select " + RegistryJson.VERSION_WITH_ALIASES, name, version)
                .mapTo(String.class)
                .findOne()
                .map(RawJson::new)
                .orElseThrow(() -> missing(name, version));
    }

    /** Where its artefacts are. */
    String storage(String name, int version) {
        return find("select v.storage", name, version)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> missing(name, version));
    }

    /** The run that made it. */
    String run(String name, int version) {
        return find("select v.run_id", name, version)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> missing(name, version));
    }

    /** Its key; who changes the model or its versions waits until this transaction ends. */
    VersionKey lock(String name, int version) {
        handle.createQuery("select id from registered_model where team_id = :team and name = :name for update")
                .bind("team", team)
                .bind("name", name)
                .mapTo(Long.class)
                .list();
        return find("select v.model_id, v.version", name, version)
                .map((row, context) -> new VersionKey(row.getLong(1), row.getInt(2)))
                .findOne()
                .orElseThrow(() -> missing(name, version));
    }

    /** The newest of each of these stages, as they are answered. */
    List<RawJson> newest(String name, Set<Stage> stages) {
        return handle.createQuery("select " + RegistryJson.VERSION_WITH_ALIASES + FROM + """
                          and v.stage = any(:stages)
                          and v.version = (
                              select max(version) from model_version
                              where model_id = v.model_id and stage = v.stage)
                        order by v.version
                        """)
                .bind("team", team)
                .bind("name", name)
                .bindArray(
                        "stages",
                        String.class,
                        stages.stream().map(Stage::label).toList())
                .mapTo(String.class)
                .map(RawJson::new)
                .list();
    }

    /** The number of the newest version of the stages. */
    Optional<Integer> newestNumber(String name, Set<Stage> stages) {
        return handle.createQuery("select max(v.version)" + FROM + " and v.stage = any(:stages)")
                .bind("team", team)
                .bind("name", name)
                .bindArray(
                        "stages",
                        String.class,
                        stages.stream().map(Stage::label).toList())
                .mapTo(Integer.class)
                .findOne();
    }

    void describe(VersionKey key, @Nullable String description, long now) {
        on(key, "update model_version set description = :text, updated_at = :now" + WHERE)
                .bind("text", description)
                .bind("now", now)
                .execute();
    }

    void moveTo(VersionKey key, Stage stage, long now) {
        on(key, "update model_version set stage = :stage, updated_at = :now" + WHERE)
                .bind("stage", stage.label())
                .bind("now", now)
                .execute();
    }

    /** Archives all other versions that are in the stage. */
    void archiveOthers(VersionKey key, Stage stage, long now) {
        on(key, """
                        update model_version set stage = :archived, updated_at = :now
                        where model_id = :model and version <> :version and stage = :stage
                        """)
                .bind("archived", Stage.ARCHIVED.label())
                .bind("stage", stage.label())
                .bind("now", now)
                .execute();
    }

    void delete(VersionKey key) {
        on(key, "delete from model_version" + WHERE).execute();
    }

    void setTag(VersionKey key, String name, String value) {
        on(key, """
                        insert into model_version_tag (model_id, version, key, value)
                        values (:model, :version, :key, :value)
                        on conflict (model_id, version, key) do update set value = excluded.value
                        """).bind("key", name).bind("value", value).execute();
    }

    void deleteTag(VersionKey key, String name) {
        on(key, "delete from model_version_tag" + WHERE + " and key = :key")
                .bind("key", name)
                .execute();
    }

    void setAlias(VersionKey key, String alias) {
        on(key, """
                        insert into registered_model_alias (model_id, alias, version) values (:model, :alias, :version)
                        on conflict (model_id, alias) do update set version = excluded.version
                        """).bind("alias", alias).execute();
    }

    void deleteAlias(long model, String alias) {
        handle.createUpdate("delete from registered_model_alias where model_id = :model and alias = :alias")
                .bind("model", model)
                .bind("alias", alias)
                .execute();
    }

    /** The number that an alias names. */
    Optional<Integer> aliased(long model, String alias) {
        return handle.createQuery(
                        "select version from registered_model_alias where model_id = :model and alias = :alias")
                .bind("model", model)
                .bind("alias", alias)
                .mapTo(Integer.class)
                .findOne();
    }

    private void insert(VersionKey key, NewVersion made, long now) {
        on(key, """
                        insert into model_version (
                            model_id, version, description, stage, source, storage, run_id, run_link, logged_model_id,
                            created_at, updated_at)
                        values (
                            :model, :version, :description, :stage, :source, :storage, :run, :link, :loggedModel,
                            :now, :now)
                        """)
                .bind("description", made.description())
                .bind("stage", Stage.NONE.label())
                .bind("source", made.source().uri())
                .bind("storage", made.source().storage())
                .bind("run", made.source().runId())
                .bind("link", made.runLink())
                .bind("loggedModel", made.source().loggedModel())
                .bind("now", now)
                .execute();
    }

    private Query find(String select, String name, int version) {
        return handle.createQuery(select + FROM + " and v.version = :version")
                .bind("team", team)
                .bind("name", name)
                .bind("version", version);
    }

    private Update on(VersionKey key, String sql) {
        return handle.createUpdate(sql).bind("model", key.model()).bind("version", key.version());
    }

    private static MlflowProblem missing(String name, int version) {
        return MlflowProblem.missing("Model Version (name=" + name + ", version=" + version + ") not found");
    }
}
