package dev.gradus.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.pack.Packs;
import dev.gradus.templates.render.Renderer;
import dev.gradus.templates.repository.Author;
import dev.gradus.templates.scaffold.Scaffold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests of the stage automated on a real API server, by the account that the pipeline has there; releases follow each other in
 * one project, so the steps do too.
 */
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutomatedDeploymentIT {

    private static final String FIRST = "sha256:" + "1".repeat(64);
    private static final String SECOND = "sha256:" + "2".repeat(64);
    private static final String THIRD = "sha256:" + "3".repeat(64);

    @TempDir
    static Path folder;

    private static Path project;
    private static Cluster cluster;

    @BeforeAll
    static void aClusterAsAnAdministratorPreparesIt() throws Exception {
        Path programs = Part.folder("GRADUS_KUBE");
        project = folder.resolve("city-rides");
        Scaffold.of(new Renderer()
                        .render(
                                Packs.builtIn().named("taxi-duration"),
                                Stage.AUTOMATED,
                                Map.of("name", "city-rides", "team", "mobility")))
                .by(new Author("Una User", "una@example.com"))
                .into(project);
        cluster = Cluster.start(programs, folder.resolve("cluster"));
        for (String kind : List.of("servicemonitors", "prometheusrules")) {
            cluster.kubectl(
                    "apply",
                    "--server-side",
                    "-f",
                    programs.resolve("crds/monitoring.coreos.com_" + kind + ".yaml")
                            .toString());
        }
        cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
        cluster.kubectl(
                "apply",
                "--server-side",
                "-k",
                project.resolve("deploy/cluster").toString());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    @Order(1)
    void theServerAcceptsEveryObjectFromTheDeployer(String environment) throws Exception {
        String accepted = cluster.kubectl(
                "apply",
                "--server-side",
                "--dry-run=server",
                "--as=system:serviceaccount:city-rides-" + environment + ":deployer",
                "-k",
                project.resolve("deploy/overlays").resolve(environment).toString());

        assertThat(accepted.lines())
                .hasSize(environment.equals("dev") ? 4 : 8)
                .allMatch(line -> line.endsWith("serverside-applied (server dry run)"));
    }

    @ParameterizedTest
    @CsvSource({
        "get, secrets, city-rides-prod",
        "create, pods, city-rides-prod",
        "delete, deployments.apps, city-rides-prod",
        "patch, roles.rbac.authorization.k8s.io, city-rides-prod",
        "patch, deployments.apps, city-rides-dev"
    })
    @Order(2)
    void theDeployerOfProdMayNot(String verb, String resource, String namespace) throws Exception {
        Part.Said said = cluster.attempt(
                "auth",
                "can-i",
                verb,
                resource,
                "--namespace=" + namespace,
                "--as=system:serviceaccount:city-rides-prod:deployer");

        assertThat(said.output()).contains("no");
        assertThat(said.exitCode()).isOne();
    }

    @Test
    @Order(3)
    void theNamespaceRefusesAPodThatMayBecomeRoot() throws Exception {
        // The account that pods have by default is made by a controller, some time after its namespace.
        Part.Said said = cluster.attempt(
                "--namespace=city-rides-dev",
                "run",
                "rooted",
                "--image=rooted",
                "--overrides={\"spec\": {\"serviceAccountName\": \"deployer\"}}");

        assertThat(said.exitCode()).isNotZero();
        assertThat(said.output()).contains("violates PodSecurity \"restricted:latest\"");
    }

    @Test
    @Order(4)
    void nothingIsDeployedBeforeItIsReleased() throws Exception {
        Part.Said said = make("dev", "deploy", "ENV=dev");

        assertThat(said.exitCode()).isNotZero();
        assertThat(said.output()).contains("release: nothing has been released to dev. Maybe: ");
        assertThat(cluster.kubectl("--namespace=city-rides-dev", "get", "deployments"))
                .contains("No resources found");
    }

    @Test
    @Order(5)
    void aReleaseIsRolledOutAndSaysOnItsPodsWhatItIs() throws Exception {
        release(FIRST, "1");

        assertThat(pods()).contains("registry.example.com/rides@" + FIRST, "version=1");
    }

    @Test
    @Order(6)
    void oneCommandGoesBackToTheReleaseBefore() throws Exception {
        release(SECOND, "2");
        assertThat(pods()).contains("@" + SECOND, "version=2").doesNotContain(FIRST);

        assertThat(make("dev", "rollback", "ENV=dev"))
                .satisfies(said -> assertThat(said.exitCode()).as(said.output()).isZero());

        assertThat(pods()).contains("@" + FIRST, "version=1").doesNotContain(SECOND);
    }

    @Test
    @Order(7)
    void theNextReleaseIsDeployedAfterOneThatWasTakenBack() throws Exception {
        release(THIRD, "3");

        assertThat(pods()).contains("@" + THIRD, "version=3").doesNotContain(FIRST);
    }

    @Test
    @Order(8)
    void theSameDigestGoesOneEnvironmentFurther() throws Exception {
        assertThat(make("staging", "release", "ENV=staging", "FROM=dev").output())
                .contains(THIRD);

        assertThat(cluster.kubectl(
                        "kustomize", project.resolve("deploy/overlays/staging").toString()))
                .contains("image: registry.example.com/rides@" + THIRD, "gradus.dev/environment: staging");
    }

    /** Does what the pipeline does with an image that was built. */
    private static void release(String digest, String version) throws Exception {
        write("serving/target/jib-image.digest", digest);
        write(
                "serving/src/main/jib/model/version.json",
                "{\"version\": \"%s\", \"digest\": \"%s\"}".formatted(version, digest));
        for (List<String> step : List.of(
                List.of("release", "ENV=dev", "IMAGE=registry.example.com/rides:7"), List.of("deploy", "ENV=dev"))) {
            Part.Said said = make("dev", step.toArray(String[]::new));
            assertThat(said.exitCode()).as(said.output()).isZero();
        }
        cluster.kubectl("--namespace=city-rides-dev", "rollout", "status", "deployment/city-rides", "--timeout=60s");
    }

    /** The image and the version of every pod that is not ending. */
    private static String pods() throws Exception {
        return cluster.kubectl(
                "--namespace=city-rides-dev",
                "get",
                "replicasets",
                "-o",
                "jsonpath={range .items[?(@.status.readyReplicas>0)]}{.spec.template.spec.containers[0].image} "
                        + "version={.spec.template.metadata.labels.app\\.kubernetes\\.io/version}{\"\\n\"}{end}");
    }

    private static void write(String path, String text) throws Exception {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A target, as the deployer of an environment runs it. */
    private static Part.Said make(String environment, String... arguments) throws Exception {
        Map<String, String> variables = new HashMap<>(cluster.environment());
        variables.put(
                "KUBECONFIG",
                cluster.signIn("city-rides-" + environment, "deployer").toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        List<String> command = new ArrayList<>(List.of("make"));
        command.addAll(List.of(arguments));
        return Part.attempt(project, variables, command);
    }
}
