/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of Camel that the component runs on. On others it would fail later, with a {@code NoSuchMethodError}. */
public final class CamelVersions {

    private static final Logger LOG = LoggerFactory.getLogger(CamelVersions.class);

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");
    private static final int OLDEST = 4018;
    private static final int NEWEST = 4022;

    private CamelVersions() {}

    /**
     * Refuses an older Camel, and warns of a newer one, which may work.
     *
     * @param version of the context; a text that is not a version number, as in a private build, passes
     */
    public static void check(String version) {
        Matcher numbers = VERSION.matcher(String.valueOf(version));
        if (!numbers.matches()) {
            return;
        }
        int found = 1000 * Integer.parseInt(numbers.group(1)) + Integer.parseInt(numbers.group(2));
        if (found < OLDEST) {
            throw new IllegalStateException("The component open115 needs Camel 4.18 to 4.22, but this is Camel "
                    + version + ": import camel-bom of such a version, so that all jars of Camel are of one");
        }
        if (found > NEWEST) {
            LOG.warn(
                    "The component open115 is tested with Camel 4.18 to 4.22, but this is Camel {}: a NoSuchMethodError"
                            + " means that it needs a newer version of camel-open115",
                    version);
        }
    }
}
