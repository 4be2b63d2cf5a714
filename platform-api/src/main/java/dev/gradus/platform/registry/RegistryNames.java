package dev.gradus.platform.registry;

import dev.gradus.platform.mlflow.EntityNames;
import dev.gradus.platform.mlflow.MlflowProblem;
import java.util.regex.Pattern;

/** What names, version numbers and aliases of the registry may be, in MLflow's words. */
final class RegistryNames {
    private static final int MAX_NAME = 256;
    private static final int MAX_ALIAS = 255;
    private static final Pattern ALIAS = Pattern.compile("[\\w-]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern LIKE_A_VERSION = Pattern.compile("[vV]\\d+");
    private static final Pattern INTEGER = Pattern.compile("\\s*[+-]?\\d+\\s*");

    private RegistryNames() {}

    /** A registered model's name. */
    static String model(String name) {
        return model("name", name);
    }

    /** The name that a registered model shall get. */
    static String newName(String name) {
        return model("new_name", name);
    }

    private static String model(String parameter, String name) {
        if (name.isBlank()) {
            throw MlflowProblem.invalid("Missing value for required parameter '" + parameter + "'.");
        }
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw MlflowProblem.invalid("Invalid model name '" + name + "'. Names cannot contain '/' or ':'.");
        }
        return EntityNames.within("name", MAX_NAME, EntityNames.plain("name", name));
    }

    /** A version's number. */
    static int version(String number) {
        if (!INTEGER.matcher(number).matches()) {
            throw MlflowProblem.invalid("Parameter 'version' must be an integer, got '" + number + "'.");
        }
        try {
            return Integer.parseInt(number.strip());
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }

    /** An alias. */
    static String alias(String alias) {
        if (!ALIAS.matcher(alias).matches()) {
            throw MlflowProblem.invalid("Invalid alias name: '" + alias
                    + "'. Names may only contain alphanumerics, underscores (_), and dashes (-).");
        }
        return EntityNames.within("Registered model alias name", MAX_ALIAS, alias);
    }

    /** An alias that may be given: not one that could be taken for a version. */
    static String newAlias(String alias) {
        alias(alias);
        if (isLatest(alias)) {
            throw MlflowProblem.invalid("'latest' alias name (case insensitive) is reserved.");
        }
        if (LIKE_A_VERSION.matcher(alias).matches()) {
            throw MlflowProblem.invalid("Version alias name '" + alias + "' is reserved.");
        }
        return alias;
    }

    /** Whether the alias always names the newest version. */
    static boolean isLatest(String alias) {
        return alias.equalsIgnoreCase("latest");
    }
}
