package dev.gradus.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"gradus " + current()};
    }

    static String current() {
        String version = Gradus.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
