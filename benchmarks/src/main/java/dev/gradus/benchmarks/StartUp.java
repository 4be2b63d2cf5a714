package dev.gradus.benchmarks;

/** How long a person waits for the version. */
final class StartUp {
    private StartUp() {}

    static Table measure(Places places) {
        double ours = Command.in(places.scratch(), places.gradus(), "--version").medianSeconds(20);
        Table table = new Table("Start-up (`--version`, median of 20, warm)", "Program", "Wall time", "Gradus is");
        table.row("gradus", Table.milliseconds(ours), "");
        for (String peer : new String[] {"copier", "cookiecutter"}) {
            double theirs =
                    Command.in(places.scratch(), places.peer(peer), "--version").medianSeconds(20);
            table.row(peer, Table.milliseconds(theirs), Table.ratio(ours, theirs));
        }
        return table;
    }
}
