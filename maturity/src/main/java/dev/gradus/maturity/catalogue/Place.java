package dev.gradus.maturity.catalogue;

import dev.gradus.maturity.BadInput;

/** Where in a catalogue something stands, for messages about it. */
record Place(String text) {

    Place at(String field) {
        return new Place(text + ", " + field);
    }

    BadInput wrong(String problem, String remedy) {
        return new BadInput(text + ": " + problem, remedy);
    }
}
