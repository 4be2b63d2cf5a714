package dev.gradus.templates.repository;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from measuring the clock of the file system, which takes seconds on its first run in a home and is written there.
 * A coarse figure is as safe: where in doubt about a time stamp, git reads the file.
 */
final class QuietGit extends SystemReader.Delegate {
    private static final long RESOLUTION_SECONDS = 2;

    private QuietGit(SystemReader reader) {
        super(reader);
    }

    /** To be called before a repository is opened; more than once does nothing. */
    static synchronized void install() {
        if (!(SystemReader.getInstance() instanceof QuietGit)) {
            SystemReader.setInstance(new QuietGit(SystemReader.getInstance()));
        }
    }

    @Override
    public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
        return new Known(super.getUserConfig());
    }

    /** The user's configuration, and the figure that JGit would measure. */
    private static final class Known extends StoredConfig {
        Known(Config user) {
            super(user);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long defaultValue, TimeUnit wantUnit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? wantUnit.convert(RESOLUTION_SECONDS, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
        }

        @Override
        public void load() {
            // The configuration behind it is loaded by the one who gave it.
        }

        @Override
        public void save() {
            throw new IllegalStateException("the user's configuration is theirs");
        }
    }
}
