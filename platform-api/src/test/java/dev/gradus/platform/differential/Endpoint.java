package dev.gradus.platform.differential;

import java.util.List;
import java.util.stream.Stream;

/**
 * An endpoint of MLflow's protocol and the fields that its server looks at before it does anything: {@code name:kind}, with {@code !}
 * for one that must be there.
 */
enum Endpoint {
    CREATE_EXPERIMENT("POST", "mlflow/experiments/create", "name:TEXT! artifact_location:TEXT tags:LIST"),
    GET_EXPERIMENT("GET", "mlflow/experiments/get", "experiment_id:TEXT!"),
    GET_EXPERIMENT_BY_NAME("GET", "mlflow/experiments/get-by-name", "experiment_name:TEXT!"),
    DELETE_EXPERIMENT("POST", "mlflow/experiments/delete", "experiment_id:TEXT!"),
    RESTORE_EXPERIMENT("POST", "mlflow/experiments/restore", "experiment_id:TEXT!"),
    UPDATE_EXPERIMENT("POST", "mlflow/experiments/update", "experiment_id:TEXT! new_name:TEXT!"),
    SET_EXPERIMENT_TAG("POST", "mlflow/experiments/set-experiment-tag", "experiment_id:TEXT! key:TEXT! value:TEXT"),
    DELETE_EXPERIMENT_TAG("POST", "mlflow/experiments/delete-experiment-tag", "experiment_id:TEXT! key:TEXT!"),
    SEARCH_EXPERIMENTS(
            "POST",
            "mlflow/experiments/search",
            "view_type:WHOLE max_results:WHOLE order_by:LIST filter:TEXT page_token:TEXT"),
    LIST_EXPERIMENTS(
            "GET",
            "mlflow/experiments/search",
            "view_type:WHOLE max_results:WHOLE order_by:LIST filter:TEXT page_token:TEXT"),
    CREATE_RUN("POST", "mlflow/runs/create", "experiment_id:TEXT start_time:WHOLE run_name:TEXT"),
    UPDATE_RUN("POST", "mlflow/runs/update", "run_id:TEXT! end_time:WHOLE status:TEXT run_name:TEXT"),
    DELETE_RUN("POST", "mlflow/runs/delete", "run_id:TEXT!"),
    RESTORE_RUN("POST", "mlflow/runs/restore", "run_id:TEXT!"),
    GET_RUN("GET", "mlflow/runs/get", "run_id:TEXT!"),
    LOG_METRIC(
            "POST",
            "mlflow/runs/log-metric",
            "run_id:TEXT! key:TEXT! value:DECIMAL! timestamp:WHOLE! step:WHOLE model_id:TEXT dataset_name:TEXT dataset_digest:TEXT"),
    LOG_PARAM("POST", "mlflow/runs/log-parameter", "run_id:TEXT! key:TEXT! value:TEXT"),
    SET_TAG("POST", "mlflow/runs/set-tag", "run_id:TEXT! key:TEXT! value:TEXT"),
    DELETE_TAG("POST", "mlflow/runs/delete-tag", "run_id:TEXT! key:TEXT!"),
    LOG_BATCH("POST", "mlflow/runs/log-batch", "run_id:TEXT! metrics:LIST params:LIST tags:LIST"),
    LOG_INPUTS("POST", "mlflow/runs/log-inputs", "run_id:TEXT! datasets:LIST models:LIST"),
    LOG_OUTPUTS("POST", "mlflow/runs/outputs", "run_id:TEXT! models:LIST!"),
    LOG_MODEL("POST", "mlflow/runs/log-model", "run_id:TEXT! model_json:TEXT!"),
    SEARCH_RUNS("POST", "mlflow/runs/search", "experiment_ids:LIST filter:TEXT max_results:WHOLE order_by:LIST"),
    METRIC_HISTORY("GET", "mlflow/metrics/get-history", "run_id:TEXT! metric_key:TEXT! page_token:TEXT"),
    METRIC_HISTORY_BULK(
            "GET",
            "mlflow/metrics/get-history-bulk-interval",
            "run_ids:LIST! metric_key:TEXT! start_step:WHOLE end_step:WHOLE max_results:WHOLE"),
    METRIC_HISTORY_OF_RUNS("GET", "mlflow/metrics/get-history-bulk", ""),
    SEARCH_DATASETS("POST", "mlflow/experiments/search-datasets", ""),
    LIST_ARTIFACTS("GET", "mlflow/artifacts/list", "run_id:TEXT! path:TEXT page_token:TEXT"),
    CREATE_MODEL("POST", "mlflow/registered-models/create", "name:TEXT! tags:LIST description:TEXT"),
    GET_MODEL("GET", "mlflow/registered-models/get", "name:TEXT!"),
    RENAME_MODEL("POST", "mlflow/registered-models/rename", "name:TEXT! new_name:TEXT!"),
    UPDATE_MODEL("PATCH", "mlflow/registered-models/update", "name:TEXT! description:TEXT"),
    DELETE_MODEL("DELETE", "mlflow/registered-models/delete", "name:TEXT!"),
    SEARCH_MODELS(
            "GET", "mlflow/registered-models/search", "filter:TEXT max_results:WHOLE order_by:LIST page_token:TEXT"),
    LATEST_VERSIONS("POST", "mlflow/registered-models/get-latest-versions", "name:TEXT! stages:LIST"),
    SET_MODEL_TAG("POST", "mlflow/registered-models/set-tag", "name:TEXT! key:TEXT! value:TEXT"),
    DELETE_MODEL_TAG("DELETE", "mlflow/registered-models/delete-tag", "name:TEXT! key:TEXT!"),
    SET_ALIAS("POST", "mlflow/registered-models/alias", "name:TEXT! alias:TEXT! version:TEXT!"),
    DELETE_ALIAS("DELETE", "mlflow/registered-models/alias", "name:TEXT! alias:TEXT!"),
    GET_BY_ALIAS("GET", "mlflow/registered-models/alias", "name:TEXT! alias:TEXT!"),
    CREATE_VERSION(
            "POST",
            "mlflow/model-versions/create",
            "name:TEXT! source:TEXT! run_id:TEXT tags:LIST run_link:TEXT description:TEXT model_id:TEXT"),
    GET_VERSION("GET", "mlflow/model-versions/get", "name:TEXT! version:TEXT!"),
    UPDATE_VERSION("PATCH", "mlflow/model-versions/update", "name:TEXT! version:TEXT! description:TEXT"),
    DELETE_VERSION("DELETE", "mlflow/model-versions/delete", "name:TEXT! version:TEXT!"),
    TRANSITION_STAGE(
            "POST",
            "mlflow/model-versions/transition-stage",
            "name:TEXT! version:TEXT! stage:TEXT! archive_existing_versions:FLAG"),
    SEARCH_VERSIONS(
            "GET", "mlflow/model-versions/search", "filter:TEXT max_results:WHOLE order_by:LIST page_token:TEXT"),
    DOWNLOAD_URI("GET", "mlflow/model-versions/get-download-uri", ""),
    SET_VERSION_TAG("POST", "mlflow/model-versions/set-tag", "name:TEXT! version:TEXT! key:TEXT! value:TEXT"),
    DELETE_VERSION_TAG("DELETE", "mlflow/model-versions/delete-tag", "name:TEXT! version:TEXT! key:TEXT!"),
    CREATE_LOGGED_MODEL(
            "POST",
            "mlflow/logged-models",
            "experiment_id:TEXT! name:TEXT model_type:TEXT source_run_id:TEXT params:LIST tags:LIST"),
    GET_LOGGED_MODEL("GET", "mlflow/logged-models/{model}", ""),
    FINALIZE_LOGGED_MODEL("PATCH", "mlflow/logged-models/{model}", "model_id:TEXT! status:WHOLE!"),
    DELETE_LOGGED_MODEL("DELETE", "mlflow/logged-models/{model}", ""),
    LOG_MODEL_PARAMS("POST", "mlflow/logged-models/{model}/params", "model_id:TEXT! params:LIST"),
    SET_LOGGED_MODEL_TAGS("PATCH", "mlflow/logged-models/{model}/tags", "tags:LIST"),
    DELETE_LOGGED_MODEL_TAG("DELETE", "mlflow/logged-models/{model}/tags/{key}", ""),
    LIST_MODEL_ARTIFACTS("GET", "mlflow/logged-models/{model}/artifacts/directories", "artifact_directory_path:TEXT"),
    SEARCH_LOGGED_MODELS(
            "POST",
            "mlflow/logged-models/search",
            "experiment_ids:LIST! filter:TEXT datasets:LIST max_results:WHOLE order_by:LIST page_token:TEXT"),
    PUT_ARTIFACT("PUT", "mlflow-artifacts/artifacts/{path}", ""),
    GET_ARTIFACT("GET", "mlflow-artifacts/artifacts/{path}", ""),
    DELETE_ARTIFACT("DELETE", "mlflow-artifacts/artifacts/{path}", ""),
    LIST_PROXIED("GET", "mlflow-artifacts/artifacts", "");

    private final String method;
    private final String path;
    private final String fields;

    Endpoint(String method, String path, String fields) {
        this.method = method;
        this.path = "2.0/" + path;
        this.fields = fields;
    }

    String method() {
        return method;
    }

    /** The path below {@code /api/} with its variables in braces. */
    String path() {
        return path;
    }

    /** Whether it is asked for by MLflow's pages only, below {@code /ajax-api/}. */
    boolean ofPages() {
        return this == METRIC_HISTORY_OF_RUNS || this == SEARCH_DATASETS;
    }

    List<Field> fields() {
        return Stream.of(fields.split(" "))
                .filter(field -> !field.isEmpty())
                .map(Field::parse)
                .toList();
    }

    enum Kind {
        TEXT,
        WHOLE,
        DECIMAL,
        FLAG,
        LIST
    }

    record Field(String name, Kind kind, boolean required) {
        private static Field parse(String text) {
            int colon = text.indexOf(':');
            String kind = text.substring(colon + 1);
            return new Field(text.substring(0, colon), Kind.valueOf(kind.replace("!", "")), kind.endsWith("!"));
        }
    }
}
