package dev.gradus.kit.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.Sha256;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.spi.DataCheck;
import dev.gradus.kit.spi.Refused;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds every file against {@code contracts/trip.schema.json} before anything is learnt from it, and writes
 * {@code build/contract.json}, whatever comes out:
 *
 * <pre>{@code
 * {"contract": "sha256:…", "verdict": "REFUSED",
 *  "files": [{"role": "training", "name": "green_tripdata_2021-01.parquet", "digest": "sha256:…", "verdict": "FAIL",
 *             "rows": 7000, "repeatedShare": 0.0,
 *             "columns": [{"name": "distance", "verdict": "FAIL", "rows": 7000, "nulls": 0, "invalid": 8,
 *                          "min": "0.0", "max": "67315.81", "quantiles": {"0.5": 25.3, …}, "newValues": [],
 *                          "reasons": ["quantile 0.5 is 25.30, at most 4.0 is allowed"]}, …]}]}
 * }</pre>
 */
public final class DataContract implements DataCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    /** A check that prints its tables. */
    public DataContract() {
        this(System.out);
    }

    DataContract(PrintStream out) {
        this.out = out;
    }

    @Override
    public void check(Path project, List<TripFile> training, List<TripFile> testing) {
        TripSchema schema = TripSchema.read(project);
        List<FileReport> reports = new ArrayList<>();
        training.forEach(file -> reports.add(report(schema, "training", file)));
        testing.forEach(file -> reports.add(report(schema, "testing", file)));
        write(project, reports);
        reports.stream()
                .filter(report -> !report.findings().isEmpty())
                .findFirst()
                .ifPresent(DataContract::refuse);
    }

    private FileReport report(TripSchema schema, String role, TripFile file) {
        FileReport report = FileReport.of(schema, role, file);
        out.print(report.table());
        out.flush();
        return report;
    }

    private static void write(Path project, List<FileReport> reports) {
        ObjectNode json = JSON.createObjectNode();
        boolean broken = reports.stream().anyMatch(report -> !report.findings().isEmpty());
        json.put("contract", Sha256.of(project.resolve(TripSchema.FILE)));
        json.put("verdict", broken ? "REFUSED" : "ACCEPTED");
        reports.forEach(report -> json.withArray("files").add(report.json()));
        AtomicFile.write(
                project.resolve("build/contract.json"),
                out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json)));
    }

    private static void refuse(FileReport report) {
        int more = report.findings().size() - 1;
        throw new Refused(
                "%s breaks the contract: %s%s"
                        .formatted(
                                report.file().name(),
                                report.findings().get(0),
                                more == 0 ? "" : ", and %d more in build/contract.json".formatted(more)),
                "correct the data, or " + TripSchema.FILE + " if the world has changed");
    }
}
