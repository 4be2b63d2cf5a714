package dev.gradus.templates;

import dev.gradus.templates.pack.Pack;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small packs held in memory. */
public final class TestPacks {
    public static final String YAML = """
            name: small
            version: 1.0.0
            title: A small pack
            answers:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: {type: string, pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", maxLength: 40, description: "use lower-case words joined by hyphens"}
                package: {type: string, format: java-package, default: "com.example.[=name?replace('-', '')]"}
                contract: {enum: [pre-trip, post-trip], default: pre-trip}
                seed: {type: integer, default: 7}
            derived:
              packagePath: "[=package?replace('.', '/')]"
            paths:
              __package__: "[=packagePath]"
            stages:
              - name: adhoc
                include: [{from: kit/data, to: kit/src/data}]
              - name: managed
                include: [{from: kit/tracking, to: kit/src/tracking}]
              - name: automated
              - name: orchestrated
              - name: governed
            executable: [run.sh, "bin/*.sh"]
            user: ["model/**", "params.yaml"]
            """;

    private TestPacks() {}

    /** Five stages; each adds a file, and all of them speak in the README and the pom. */
    public static Pack small() {
        return Pack.of("small", files(), true);
    }

    public static Pack with(String path, String text) {
        Map<String, byte[]> files = files();
        files.put(path, bytes(text));
        return Pack.of("small", files, true);
    }

    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("pack.yaml", bytes(YAML));
        files.put("adhoc/README.md.ftl", bytes("""
                        # [=name]

                        Nothing to see ${here} {{ yet }}.

                        <!-- stage -->
                        This project is at [=stage].
                        [#if at.managed]
                        It records its runs.
                        [/#if]
                        [#if at.automated]
                        It has a gate.
                        [/#if]
                        <!-- /stage -->
                        """));
        files.put("adhoc/pom.xml.ftl", bytes("""
                        <project>
                          <artifactId>[=name]</artifactId>
                          <modules>
                            <module>kit</module>
                            <module>model</module>
                        [#if at.automated]
                            <module>serving</module>
                        [/#if]
                          </modules>
                          <properties>
                            <seed>[=seed]</seed>
                        [#if at.managed]
                            <mlflow.version>2.17.2</mlflow.version>
                        [/#if]
                          </properties>
                        </project>
                        """));
        files.put("adhoc/.gitattributes", bytes("* text=auto eol=lf\n*.cmd text eol=crlf\n*.bin binary\n"));
        files.put("adhoc/run.cmd", bytes("@echo off\r\nrem run\r\n"));
        files.put("adhoc/run.sh", bytes("#!/bin/sh\necho run\n"));
        files.put("adhoc/data/sample.bin", new byte[] {0, 1, 2, 13, 10, 3});
        files.put("adhoc/model/src/__package__/Train.java.ftl", bytes("package [=package];\n\nclass Train {}\n"));
        files.put("adhoc/Makefile", bytes("include mk/*.mk\n"));
        files.put("adhoc/mk/10-core.mk", bytes("train:\n\t./run.sh\n"));
        files.put("managed/params.yaml", bytes("epochs: 3\n"));
        files.put("managed/mk/20-tracking.mk", bytes("runs:\n\tls runs\n"));
        files.put("automated/ci.yaml.ftl", bytes("on: push\nname: [=name]\n[#if at.governed]\nsbom: true\n[/#if]\n"));
        files.put("orchestrated/drift.yaml", bytes("window: 7d\n"));
        files.put("governed/SECURITY.md", bytes("# Security\n"));
        files.put("kit/data/Reader.java", bytes("class Reader {}\n"));
        files.put("kit/tracking/Runs.java", bytes("class Runs {}\n"));
        return files;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
