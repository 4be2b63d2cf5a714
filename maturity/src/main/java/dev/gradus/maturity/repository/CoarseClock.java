package dev.gradus.maturity.repository;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;

/**
 * Tells JGit that time stamps of files are coarse. It would else measure how fine they are, for seconds, and write the
 * figure into the user's home; a figure that is too coarse only makes it read a file once more.
 */
final class CoarseClock extends SystemReader.Delegate {

    private static final long SECONDS = 2;

    private CoarseClock(SystemReader reader) {
        super(reader);
    }

    /** To be called before a repository is opened; more than once does nothing. */
    static synchronized void assume() {
        if (!(SystemReader.getInstance() instanceof CoarseClock)) {
            SystemReader.setInstance(new CoarseClock(SystemReader.getInstance()));
        }
    }

    @Override
    public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
        return new Assumed(super.getUserConfig());
    }

    private static final class Assumed extends StoredConfig {

        Assumed(Config user) {
            super(user);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(SECONDS, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }

        @Override
        public void load() {
            // What is behind it is loaded already.
        }

        @Override
        public void save() {
            throw new IllegalStateException("the user's configuration is never written");
        }
    }
}
