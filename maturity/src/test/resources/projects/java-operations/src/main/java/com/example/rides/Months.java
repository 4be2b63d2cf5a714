package com.example.rides;

import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/** The months that params.yaml names. */
record Months(Path file) {

    static Months read(Path file) {
        return new Months(file);
    }

    DataSet load(String month) {
        return DataSet.empty();
    }

    List<Ride> rides(String month) {
        return List.of();
    }
}
