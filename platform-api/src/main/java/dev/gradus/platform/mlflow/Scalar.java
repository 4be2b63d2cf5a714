package dev.gradus.platform.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Single values: numbers may come as strings, true and false only as themselves. */
enum Scalar implements Type {
    TEXT {
        @Override
        Object of(JsonNode value) throws NotOfTypeException {
            return storable(checked(value, value.isTextual()).textValue());
        }

        @Override
        public boolean looksRight(JsonNode value) {
            return value.isTextual();
        }
    },
    INT32 {
        @Override
        Object of(JsonNode value) throws NotOfTypeException {
            return whole(value, Integer.SIZE);
        }

        @Override
        public boolean looksRight(JsonNode value) {
            return wholeLike(value);
        }
    },
    INT64 {
        @Override
        Object of(JsonNode value) throws NotOfTypeException {
            return whole(value, Long.SIZE);
        }

        @Override
        public boolean looksRight(JsonNode value) {
            return wholeLike(value);
        }
    },
    NUMBER {
        @Override
        Object of(JsonNode value) throws NotOfTypeException {
            return number(value);
        }

        @Override
        public boolean looksRight(JsonNode value) {
            try {
                return !Double.isNaN(number(value)) || value.isTextual();
            } catch (NotOfTypeException no) {
                return false;
            }
        }
    },
    FLAG {
        @Override
        Object of(JsonNode value) throws NotOfTypeException {
            return checked(value, value.isBoolean()).booleanValue();
        }

        @Override
        public boolean looksRight(JsonNode value) {
            return value.isBoolean();
        }
    };

    private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?[0-9]+\\s*");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    abstract Object of(JsonNode value) throws NotOfTypeException;

    @Override
    public void read(JsonNode value, Consumer<Object> into) throws NotOfTypeException {
        into.accept(of(value));
    }

    @Override
    public String label() {
        return switch (this) {
            case TEXT -> "text";
            case INT32 -> "32-bit integer";
            case INT64 -> "64-bit integer";
            case NUMBER -> "number";
            case FLAG -> "true or false";
        };
    }

    private static JsonNode checked(JsonNode value, boolean right) throws NotOfTypeException {
        if (!right) {
            throw new NotOfTypeException();
        }
        return value;
    }

    /** PostgreSQL keeps no NUL, and half a character is no text. */
    private static String storable(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw MlflowProblem.invalid("A text of the request holds the character NUL or half a surrogate pair.");
        }
        return text;
    }

    private static long whole(JsonNode value, int bits) throws NotOfTypeException {
        BigInteger whole = whole(value);
        if (whole.bitLength() >= bits) {
            throw new NotOfTypeException();
        }
        return whole.longValue();
    }

    private static BigInteger whole(JsonNode value) throws NotOfTypeException {
        if (value.isNumber()) {
            checked(value, Double.isFinite(value.doubleValue()));
            return exact(value.decimalValue());
        }
        String text = checked(value, value.isTextual()).textValue();
        if (text.indexOf(' ') >= 0 || !DECIMAL.matcher(text).matches()) {
            throw new NotOfTypeException();
        }
        return exact(new BigDecimal(text));
    }

    /** No figure of the protocol has more digits than this; a huge exponent would make a huge number. */
    private static BigInteger exact(BigDecimal number) throws NotOfTypeException {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0 || plain.precision() - plain.scale() > 20) {
            throw new NotOfTypeException();
        }
        return plain.toBigIntegerExact();
    }

    private static boolean wholeLike(JsonNode value) {
        return value.isNumber()
                || value.isBoolean()
                || (value.isTextual() && WHOLE.matcher(value.textValue()).matches());
    }

    private static double number(JsonNode value) throws NotOfTypeException {
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        if (value.isNumber()) {
            double number = value.doubleValue();
            checked(value, Double.isFinite(number));
            return number;
        }
        return named(checked(value, value.isTextual()).textValue().strip());
    }

    private static double named(String text) throws NotOfTypeException {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!DECIMAL.matcher(text).matches()) {
                    throw new NotOfTypeException();
                }
                yield Double.parseDouble(text);
            }
        };
    }
}
