package dev.gradus.platform.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails rather than give more than its bound. */
final class BoundedStream extends FilterInputStream {
    private final long largest;
    private long count;

    BoundedStream(InputStream in, long largest) {
        super(in);
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) throws IOException {
        count += more;
        if (count > largest) {
            throw new IOException("the answer is larger than " + largest + " bytes");
        }
    }
}
