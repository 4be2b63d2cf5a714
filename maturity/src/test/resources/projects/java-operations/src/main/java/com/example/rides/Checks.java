package com.example.rides;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;

/** Stops at the first ride that cannot be one. */
final class Checks {

    private final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

    void check(List<Ride> rides) {
        for (Ride ride : rides) {
            if (!validator.validate(ride).isEmpty()) {
                throw new IllegalArgumentException("not a ride: " + ride);
            }
        }
    }
}
