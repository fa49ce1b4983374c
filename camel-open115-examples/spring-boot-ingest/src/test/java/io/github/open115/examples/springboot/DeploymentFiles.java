/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** What is in the files to deploy with. The tests run in the folder of the example. */
final class DeploymentFiles {

    static final List<String> WORKLOADS = List.of("kubernetes/one-pod.yaml", "kubernetes/several-pods.yaml");

    private static final Pattern METRIC = Pattern.compile("\\bopen115_[a-z_]+");
    private static final Pattern PROBE = Pattern.compile("path: (/actuator/health/\\S+)");

    private DeploymentFiles() {}

    static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    /** The documents of a YAML file. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> yaml(String file) throws IOException {
        Iterable<Object> all = new Yaml().loadAll(new StringReader(read(file)));
        return StreamSupport.stream(all.spliterator(), false)
                .map(document -> (Map<String, Object>) document)
                .toList();
    }

    /** The value at a path of keys; a number selects an element of a list. */
    static Object at(Object value, Object... path) {
        Object found = value;
        for (Object key : path) {
            found = key instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    /** The one document of a kind. */
    static Map<String, Object> ofKind(String file, String kind) throws IOException {
        return yaml(file).stream()
                .filter(document -> document.get("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** What the last ENV of the Dockerfile sets. */
    static Map<String, String> environmentOfDockerfile() throws IOException {
        Matcher env = Pattern.compile("(?m)^ENV ((?:.*\\\\\\n)*.*)$").matcher(read("Dockerfile"));
        env.find();
        return Stream.of(env.group(1).split("[\\s\\\\]+"))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** The paths that the manifests and the Dockerfile ask for the health. */
    static Set<String> probes() throws IOException {
        Set<String> paths = new TreeSet<>();
        for (String file : WORKLOADS) {
            paths.addAll(all(PROBE, read(file), 1));
        }
        paths.addAll(all(Pattern.compile("GET (/actuator/\\S+) HTTP"), read("Dockerfile"), 1));
        return paths;
    }

    static Set<String> metricsIn(String text) {
        return all(METRIC, text, 0);
    }

    static Set<String> metricsOfRulesAndDashboard() throws IOException {
        Set<String> metrics = metricsIn(read("monitoring/open115-rules.yaml"));
        metrics.addAll(metricsIn(read("monitoring/open115-dashboard.json")));
        return metrics;
    }

    private static Set<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
