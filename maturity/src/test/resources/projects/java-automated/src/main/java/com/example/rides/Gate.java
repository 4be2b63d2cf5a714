package com.example.rides;

/** Decides whether a model may become a version. */
interface Gate {

    void judge(Measured measured);
}
