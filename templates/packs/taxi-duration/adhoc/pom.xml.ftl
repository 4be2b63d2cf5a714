<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
  <modelVersion>4.0.0</modelVersion>

  <groupId>[=package]</groupId>
  <artifactId>[=name]</artifactId>
  <version>1.0.0</version>
  <packaging>pom</packaging>

  <developers>
    <developer>
      <id>[=team]</id>
    </developer>
  </developers>

  <modules>
    <module>kit</module>
    <module>model</module>
[#if at.automated]
    <module>serving</module>
[/#if]
  </modules>

  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>

    <dl4j.version>1.0.0-M2.1</dl4j.version>
    <duckdb.version>1.5.6.0</duckdb.version>
    <jackson.version>2.20.2</jackson.version>
    <javacpp.version>1.5.7</javacpp.version>
    <jspecify.version>1.0.0</jspecify.version>
    <junit.version>5.14.4</junit.version>
    <openblas.version>0.3.19-1.5.7</openblas.version>
    <slf4j.version>2.0.17</slf4j.version>

    <!-- What later stages need stands here, apart from the versions above, so that bumping one of them meets no promotion. -->
[#if at.managed]
    <mlflow.version>2.17.2</mlflow.version>
    <!-- What the commands register and rollback move, unless -Dalias=… says otherwise. -->
    <alias>champion</alias>
[/#if]
[#if at.automated]
    <quarkus.version>3.31.2</quarkus.version>
    <!-- Which environment a release is for, and what it is: an image built at a revision, or what another environment runs. -->
    <release.env/>
    <release.from/>
    <release.image/>
    <release.revision/>
[/#if]
  </properties>

  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>[=package]</groupId>
        <artifactId>[=name]-kit</artifactId>
        <version>${project.version}</version>
      </dependency>
      <dependency>
        <groupId>com.fasterxml.jackson</groupId>
        <artifactId>jackson-bom</artifactId>
        <version>${jackson.version}</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
      <dependency>
        <groupId>org.junit</groupId>
        <artifactId>junit-bom</artifactId>
        <version>${junit.version}</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
[#if at.managed]
      <dependency>
        <groupId>org.mlflow</groupId>
        <artifactId>mlflow-client</artifactId>
        <version>${mlflow.version}</version>
      </dependency>
[/#if]
      <dependency>
        <groupId>org.duckdb</groupId>
        <artifactId>duckdb_jdbc</artifactId>
        <version>${duckdb.version}</version>
      </dependency>
      <dependency>
        <groupId>org.jspecify</groupId>
        <artifactId>jspecify</artifactId>
        <version>${jspecify.version}</version>
      </dependency>
      <dependency>
        <groupId>org.slf4j</groupId>
        <artifactId>slf4j-api</artifactId>
        <version>${slf4j.version}</version>
      </dependency>
      <dependency>
        <groupId>org.slf4j</groupId>
        <artifactId>slf4j-nop</artifactId>
        <version>${slf4j.version}</version>
      </dependency>
    </dependencies>
  </dependencyManagement>

[#if at.managed]
  <dependencies>
    <!-- For the packages of kit that came with the stage managed: the pipeline's files, and the tracking server. -->
    <dependency>
      <groupId>com.fasterxml.jackson.dataformat</groupId>
      <artifactId>jackson-dataformat-yaml</artifactId>
    </dependency>
    <dependency>
      <groupId>org.mlflow</groupId>
      <artifactId>mlflow-client</artifactId>
    </dependency>
  </dependencies>

[/#if]
  <build>
    <pluginManagement>
      <plugins>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-clean-plugin</artifactId>
          <version>3.5.0</version>
        </plugin>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-resources-plugin</artifactId>
          <version>3.3.1</version>
        </plugin>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-compiler-plugin</artifactId>
          <version>3.15.0</version>
          <configuration>
            <parameters>true</parameters>
          </configuration>
        </plugin>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-surefire-plugin</artifactId>
          <version>3.5.4</version>
          <configuration>
            <argLine>-Xmx1g -Djava.awt.headless=true</argLine>
          </configuration>
        </plugin>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-jar-plugin</artifactId>
          <version>3.5.0</version>
        </plugin>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-install-plugin</artifactId>
          <version>3.1.4</version>
        </plugin>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-deploy-plugin</artifactId>
          <version>3.1.4</version>
        </plugin>
        <plugin>
          <groupId>org.apache.maven.plugins</groupId>
          <artifactId>maven-site-plugin</artifactId>
          <version>3.21.0</version>
        </plugin>
        <plugin>
          <groupId>org.codehaus.mojo</groupId>
          <artifactId>exec-maven-plugin</artifactId>
          <version>3.6.2</version>
          <configuration>
            <!-- The commands are those of the module model; here and in kit there is nothing to run. -->
            <skip>true</skip>
            <executable>java</executable>
            <mainClass>dev.gradus.kit.train.Fork</mainClass>
          </configuration>
[#if at.managed]
          <executions>
            <execution>
              <id>pipeline</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.pipeline.Pipeline</argument>
                </arguments>
              </configuration>
            </execution>
            <execution>
              <id>status</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.pipeline.Pipeline</argument>
                  <argument>--dry</argument>
                </arguments>
              </configuration>
            </execution>
            <execution>
              <id>register</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.registry.Register</argument>
                  <argument>--alias=${alias}</argument>
                </arguments>
              </configuration>
            </execution>
            <execution>
              <id>rollback</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.registry.Rollback</argument>
                  <argument>--alias=${alias}</argument>
                </arguments>
              </configuration>
            </execution>
            <execution>
              <id>compare</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.evaluate.Compare</argument>
                </arguments>
              </configuration>
            </execution>
[#if at.automated]
            <execution>
              <id>gate</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.gate.QualityGate</argument>
                </arguments>
              </configuration>
            </execution>
            <execution>
              <id>release</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.release.Release</argument>
                  <argument>--service=[=name]</argument>
                  <argument>--env=${release.env}</argument>
                  <argument>--from=${release.from}</argument>
                  <argument>--image=${release.image}</argument>
                  <argument>--revision=${release.revision}</argument>
                </arguments>
              </configuration>
            </execution>
            <execution>
              <id>smoke</id>
              <configuration>
                <arguments combine.children="append">
                  <argument>dev.gradus.kit.release.Smoke</argument>
                  <argument>--service=[=name]</argument>
                  <argument>--env=${release.env}</argument>
                </arguments>
              </configuration>
            </execution>
[/#if]
          </executions>
[/#if]
        </plugin>
[#if at.automated]
        <plugin>
          <!-- Of the scanners that a build can ask for and that can fail it, the one on Central that needs no account. -->
          <groupId>org.owasp</groupId>
          <artifactId>dependency-check-maven</artifactId>
          <version>12.1.9</version>
          <configuration>
            <failBuildOnCVSS>9</failBuildOnCVSS>
            <nvdApiKeyEnvironmentVariable>NVD_API_KEY</nvdApiKeyEnvironmentVariable>
          </configuration>
        </plugin>
[/#if]
      </plugins>
    </pluginManagement>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-enforcer-plugin</artifactId>
        <version>3.6.2</version>
        <executions>
          <execution>
            <id>enforce</id>
            <goals>
              <goal>enforce</goal>
            </goals>
            <configuration>
              <rules>
                <requireMavenVersion>
                  <version>[3.9.0,)</version>
                  <message>Build with ./mvnw, which brings the right Maven.</message>
                </requireMavenVersion>
                <requireJavaVersion>
                  <version>[17,)</version>
                </requireJavaVersion>
                <requirePluginVersions/>
                <banDynamicVersions/>
                <dependencyConvergence/>
                <requireReleaseDeps/>
              </rules>
            </configuration>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
