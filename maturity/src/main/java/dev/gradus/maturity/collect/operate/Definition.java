package dev.gradus.maturity.collect.operate;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Code from which a part of an environment is made.
 *
 * @param place what a command names to apply it: a folder or a file
 * @param path the file that stands for it
 * @param files every file that goes into it
 * @param resources how many objects it defines
 * @param missing what it names and the tree has not
 */
public record Definition(
        Kind kind, String place, String path, Set<String> files, int resources, List<Missing> missing) {

    /** The tools that make an environment from files. */
    enum Kind {
        KUSTOMIZE,
        MANIFESTS,
        HELM,
        TERRAFORM,
        COMPOSE,
        CDK;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A name that leads nowhere. */
    record Missing(String name, String path, int line) {}
}
