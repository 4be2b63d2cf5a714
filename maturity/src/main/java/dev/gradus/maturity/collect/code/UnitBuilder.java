package dev.gradus.maturity.collect.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what one unit mentions and calls while a parser walks over it. */
public final class UnitBuilder {

    private final String name;
    private final int line;
    private final Set<String> mentions = new LinkedHashSet<>();
    private final List<Call> calls = new ArrayList<>();

    public UnitBuilder(String name, int line) {
        this.name = name;
        this.line = line;
    }

    public void mention(String identifier) {
        mentions.add(identifier);
    }

    public void call(Call call) {
        calls.add(call);
    }

    public CodeUnit build() {
        return new CodeUnit(name, line, Set.copyOf(mentions), List.copyOf(calls));
    }
}
