package dev.gradus.platform.registry;

/**
 * Expressions that write the answers: PostgreSQL builds the JSON, so that a read is one round trip whatever it holds. They
 * speak of a {@code registered_model m} and, for a version, of a {@code model_version v}.
 */
final class RegistryJson {
    /** A version as searches list it. */
    static final String VERSION = version("");

    /** A version with the aliases that name it. */
    static final String VERSION_WITH_ALIASES = version("""
                    , 'aliases', (
                        select json_agg(a.alias order by a.alias) from registered_model_alias a
                        where a.model_id = v.model_id and a.version = v.version)
                    """);

    /** A registered model with the newest version of each stage. */
    static final String MODEL = """
            json_strip_nulls(json_build_object(
                'name', m.name,
                'creation_timestamp', m.created_at,
                'last_updated_timestamp', m.updated_at,
                'description', nullif(m.description, ''),
                'latest_versions', (
                    select json_agg(%s order by v.version)
                    from (
                        select distinct on (stage) * from model_version
                        where model_id = m.id
                        order by stage, version desc) v),
                'tags', (
                    select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
                    from registered_model_tag t where t.model_id = m.id),
                'aliases', (
                    select json_agg(json_build_object('alias', a.alias, 'version', a.version::text) order by a.alias)
                    from registered_model_alias a where a.model_id = m.id)))
            """.formatted(VERSION);

    private RegistryJson() {}

    private static String version(String more) {
        return """
                json_strip_nulls(json_build_object(
                    'name', m.name,
                    'version', v.version::text,
                    'creation_timestamp', v.created_at,
                    'last_updated_timestamp', v.updated_at,
                    'current_stage', v.stage,
                    'description', v.description,
                    'source', v.source,
                    'run_id', v.run_id,
                    'run_link', v.run_link,
                    'status', 'READY',
                    'tags', (
                        select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
                        from model_version_tag t where t.model_id = v.model_id and t.version = v.version)
                    %s))
                """.formatted(more);
    }
}
