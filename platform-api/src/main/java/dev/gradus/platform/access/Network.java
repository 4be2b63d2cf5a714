package dev.gradus.platform.access;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** What of an address stands for one guesser: all of an IPv4 address, but of an IPv6 address the half that a provider hands out. */
final class Network {
    private static final int IPV6_BYTES = 16;

    private Network() {}

    static String of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_BYTES / 2))
                : address;
    }
}
