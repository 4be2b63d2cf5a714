package dev.gradus.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundPolicyTest {
    private static final OutboundPolicy STRICT = OutboundPolicy.allowing(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "198.19.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "2002:7f00:1::",
                "2001:0:7f00:1::",
                "fe80::1",
                "fec0::1",
                "fd00:ec2::254",
                "ff02::1",
            })
    void whatIsNotOnThePublicInternetIsRefused(String address) throws UnknownHostException {
        assertThat(STRICT.allows("host", InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.63.0.1", "172.32.0.1", "192.169.0.1", "223.255.255.255", "2606:4700::1111"})
    void whatIsPublicIsAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.allows("host", InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anExceptionNamesAHostOrANetwork() throws UnknownHostException {
        OutboundPolicy policy = OutboundPolicy.allowing(List.of("MLflow.internal", "10.1.0.0/16", "fd00::/64"));

        assertThat(policy.allows("mlflow.internal", InetAddress.getByName("192.168.0.7")))
                .isTrue();
        assertThat(policy.allows("mlflow.internal.", InetAddress.getByName("192.168.0.7")))
                .isTrue();
        assertThat(policy.allows("other.internal", InetAddress.getByName("192.168.0.7")))
                .isFalse();
        assertThat(policy.allows("other.internal", InetAddress.getByName("10.1.2.3")))
                .isTrue();
        assertThat(policy.allows("other.internal", InetAddress.getByName("10.2.2.3")))
                .isFalse();
        assertThat(policy.allows("other.internal", InetAddress.getByName("fd00::7")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.0/64", "10.1.0.0/", "ten/8"})
    void aMistypedNetworkIsNamed(String network) {
        assertThatThrownBy(() -> OutboundPolicy.allowing(List.of(network)))
                .hasMessageContaining(network)
                .hasMessageContaining("gradus.outbound.allow");
    }
}
