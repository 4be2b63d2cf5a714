package dev.gradus.platform.outbound;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses may be called. Everything that is not on the public Internet is refused: this machine, private networks,
 * and the link-local addresses at which clouds hand out credentials.
 *
 * <pre>{@code
 * OutboundPolicy.allowing(List.of("mlflow.example.org", "10.1.0.0/16")).allows("mlflow.example.org", address);
 * }</pre>
 */
public final class OutboundPolicy {
    /** IANA's special-purpose registries, and the IPv6 prefixes behind which an IPv4 address of these hides. */
    private static final List<IpSubnetFilterRule> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/8",
                    "64:ff9b::/32",
                    "100::/16",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe00::/7")
            .map(OutboundPolicy::network)
            .toList();

    private final Set<String> hosts;
    private final List<IpSubnetFilterRule> networks;

    private OutboundPolicy(Set<String> hosts, List<IpSubnetFilterRule> networks) {
        this.hosts = hosts;
        this.networks = networks;
    }

    /** The policy with these exceptions: host names, or networks as {@code 10.1.0.0/16}. */
    public static OutboundPolicy allowing(List<String> exceptions) {
        return new OutboundPolicy(
                exceptions.stream()
                        .filter(exception -> !exception.contains("/"))
                        .map(OutboundPolicy::name)
                        .collect(Collectors.toUnmodifiableSet()),
                exceptions.stream()
                        .filter(exception -> exception.contains("/"))
                        .map(OutboundPolicy::network)
                        .toList());
    }

    /** Whether {@code host}, which resolved to {@code address}, may be called there. */
    public boolean allows(String host, InetAddress address) {
        InetSocketAddress place = new InetSocketAddress(address, 0);
        return hosts.contains(name(host))
                || networks.stream().anyMatch(network -> network.matches(place))
                || NOT_PUBLIC.stream().noneMatch(network -> network.matches(place));
    }

    private static String name(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|\\.$", "");
    }

    private static IpSubnetFilterRule network(String cidr) {
        try {
            String[] parts = cidr.split("/", 2);
            return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException(
                    "\"gradus.outbound.allow\" holds \"" + cidr + "\", which is no network such as \"10.1.0.0/16\"",
                    notOne);
        }
    }
}
