package com.example.rides;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

/** One ride of the training data. */
record Ride(@Positive double distance, @Max(1440) double minutes) {}
