package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.Field;
import dev.gradus.platform.mlflow.Fields;
import dev.gradus.platform.mlflow.Shape;

/** A key with a text: a parameter or a tag. */
record Entry(String key, String value) {
    static final Shape SHAPE = Shape.of(Field.text("key"), Field.text("value"));

    static Entry of(Fields fields) {
        return new Entry(fields.text("key"), fields.text("value"));
    }

    /** A parameter of a request; {@code path} is how the request names it. */
    static Entry param(Fields fields, String path) {
        String key = Limits.key(path + "key", fields.text("key"));
        Limits.length("Param key", Limits.KEY, key);
        return new Entry(key, Limits.cut(Limits.PARAM_VALUE, fields.text("value")));
    }

    /** A tag of a run. */
    static Entry tag(Fields fields, String path) {
        String key = Limits.key(path + "key", fields.text("key"));
        Limits.length(path + "key", Limits.KEY, key);
        return new Entry(key, Limits.cut(Limits.TAG_VALUE, fields.text("value")));
    }

    /** A tag of an experiment. */
    static Entry experimentTag(Fields fields) {
        String key = Limits.key("key", fields.text("key"));
        Limits.length("key", Limits.KEY, key);
        return new Entry(key, Limits.length("value", Limits.EXPERIMENT_TAG_VALUE, fields.text("value")));
    }
}
