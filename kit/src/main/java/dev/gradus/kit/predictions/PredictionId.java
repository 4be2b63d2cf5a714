package dev.gradus.kit.predictions;

import dev.gradus.kit.data.BadInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one logged prediction by the place where it stands, so that finding it needs no index.
 *
 * <pre>{@code
 * PredictionId.parse("mi8x2k1d-3f9a1c2e-5k").offset()   // 200: the row starts there in its segment
 * }</pre>
 *
 * @param segment the file that holds the row
 * @param offset the byte at which the row starts
 */
record PredictionId(Segment segment, long offset) {

    private static final int RADIX = 36;
    private static final Pattern TEXT = Pattern.compile("([0-9a-z]{8,9}-[0-9a-f]{8})-([0-9a-z]{1,8})");

    /**
     * The place that an id names; whether a row of that id stands there is for {@link PredictionLog#unknown} to say.
     *
     * @throws BadInput when the text is no id
     */
    static PredictionId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new BadInput(
                    "'%s' is not the id of a prediction".formatted(text), "give an id as the server answered it");
        }
        return new PredictionId(Segment.parse(matcher.group(1)), Long.parseLong(matcher.group(2), RADIX));
    }

    @Override
    public String toString() {
        return segment + "-" + Long.toString(offset, RADIX);
    }
}
