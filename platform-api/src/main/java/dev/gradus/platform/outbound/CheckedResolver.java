package dev.gradus.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Gives only addresses that the policy allows. The connection is made to exactly what this returns, for every redirect anew,
 * so a name that resolves differently a moment later gains nothing.
 */
final class CheckedResolver implements DnsResolver {
    private final OutboundPolicy policy;
    private final DnsResolver names;

    CheckedResolver(OutboundPolicy policy, DnsResolver names) {
        this.policy = policy;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] allowed = Stream.of(names.resolve(host))
                .filter(address -> policy.allows(host, address))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new OutboundRefused("the host \"" + host + "\" is not on the public Internet");
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
