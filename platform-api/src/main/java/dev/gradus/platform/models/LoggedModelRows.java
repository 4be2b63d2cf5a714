package dev.gradus.platform.models;

import dev.gradus.platform.mlflow.ErrorCode;
import dev.gradus.platform.mlflow.MlflowProblem;
import dev.gradus.platform.mlflow.Python;
import dev.gradus.platform.mlflow.RawJson;
import dev.gradus.platform.tracking.Experiment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** One logged model's rows, in one transaction. */
final class LoggedModelRows {
    private static final int MAX_NAME = 500;
    private static final int MAX_KEY = 255;

    private final Handle handle;
    private final String id;

    LoggedModelRows(Handle handle, String id) {
        this.handle = handle;
        this.id = id;
    }

    /** Makes one that is pending. */
    static LoggedModelRows create(Handle handle, Experiment experiment, NewModel model) {
        requireShort("name", model.name(), MAX_NAME);
        handle.createUpdate("""
                        insert into logged_model (
                            id, experiment_id, name, artifact_uri, model_type, source_run_id, status, created_at, updated_at)
                        values (:id, :experiment, :name, :artifacts, :type, :run, :status, :now, :now)
                        """)
                .bind("id", model.id())
                .bind("experiment", experiment.id())
                .bind("name", model.name())
                .bind("artifacts", experiment.artifactsOfModel(model.id()))
                .bind("type", model.type())
                .bind("run", model.sourceRunId())
                .bind("status", ModelStatus.LOGGED_MODEL_PENDING.number())
                .bind("now", System.currentTimeMillis())
                .execute();
        return new LoggedModelRows(handle, model.id());
    }

    void finish(ModelStatus status, long now) {
        update("update logged_model set status = :status, updated_at = :now where id = :id")
                .bind("status", status.number())
                .bind("now", now)
                .execute();
    }

    /** Marks it as deleted: runs still name it, so it stays to be looked up. */
    void delete(long now) {
        update("update logged_model set deleted = true, updated_at = :now where id = :id")
                .bind("now", now)
                .execute();
    }

    /** Adds parameters, of which none may be there. */
    void addParams(List<Pair> params) {
        requireAllNew("param", params, insert("logged_model_param", params, "do nothing"));
    }

    /** Adds tags, of which none may be there. */
    void addTags(List<Pair> tags) {
        requireAllNew("tag", tags, insert("logged_model_tag", tags, "do nothing"));
    }

    /** Sets tags; of two with one key the last one counts. */
    void setTags(List<Pair> tags) {
        Map<String, Pair> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), tag));
        insert("logged_model_tag", byKey.values(), "(model_id, key) do update set value = excluded.value");
    }

    void deleteTag(String key) {
        int deleted = update("delete from logged_model_tag where model_id = :id and key = :key")
                .bind("key", key)
                .execute();
        if (deleted == 0) {
            throw MlflowProblem.missing(
                    "No tag with key " + Python.quoted(key) + " found for model with ID " + Python.quoted(id) + ".");
        }
    }

    /** It as it is answered. */
    RawJson read(boolean deletedToo) {
        return handle.createQuery("select " + LoggedModelJson.MODEL + " from logged_model l where l.id = :id"
                        + (deletedToo ? "" : " and not l.deleted"))
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(RawJson::new)
                .orElseThrow(() -> LoggedModels.missing(id));
    }

    private int insert(String table, Collection<Pair> pairs, String onConflict) {
        pairs.forEach(pair -> requireShort("key", pair.key(), MAX_KEY));
        return update("insert into " + table + " (model_id, key, value) select :id, * from unnest(:keys, :values)"
                        + " on conflict " + onConflict)
                .bindArray("keys", String.class, pairs.stream().map(Pair::key).toList())
                .bindArray(
                        "values", String.class, pairs.stream().map(Pair::value).toList())
                .execute();
    }

    private void requireAllNew(String kind, List<Pair> pairs, int inserted) {
        if (inserted < pairs.size()) {
            throw new MlflowProblem(
                    ErrorCode.BAD_REQUEST,
                    "A " + kind + " of the logged model with ID '" + id + "' is there already or given twice.");
        }
    }

    private static void requireShort(String what, String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            throw new MlflowProblem(
                    ErrorCode.BAD_REQUEST, "'" + what + "' exceeds the maximum length of " + most + " characters");
        }
    }

    private Update update(String sql) {
        return handle.createUpdate(sql).bind("id", id);
    }
}
