/** How long a taxi ride takes: features, network, and the commands around them. */
@NullMarked
package [=package];

import org.jspecify.annotations.NullMarked;
