package com.example.rides;

/** Rain or not. */
record Weather(boolean rain) {}
