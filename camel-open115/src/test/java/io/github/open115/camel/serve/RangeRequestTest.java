/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeRequestTest {

    @ParameterizedTest(name = "{0} of {1} bytes: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none|10|whole",
                "bytes=0-9|10|0-9",
                "bytes=0-|10|0-9",
                "bytes=3-5|10|3-5",
                "bytes=9-9|10|9-9",
                "bytes=3-99|10|3-9",
                "bytes=3-999999999999999999|10|3-9",
                "bytes=-1|10|9-9",
                "bytes=-99|10|0-9",
                "BYTES=1-2|10|1-2",
                "bytes= 1-2|10|1-2",
                "bytes=10-|10|beyond",
                "bytes=10-20|10|beyond",
                "bytes=-0|10|beyond",
                "bytes=0-|0|beyond",
                "bytes=-5|0|beyond",
                "bytes=5-3|10|whole",
                "bytes=-|10|whole",
                "bytes=1|10|whole",
                "bytes=a-b|10|whole",
                "bytes=+1-2|10|whole",
                "bytes=1-2-3|10|whole",
                "bytes=1-9223372036854775807|10|1-9",
                "bytes=1-18446744073709551615|10|1-9",
                "bytes=-18446744073709551615|10|0-9",
                "bytes=18446744073709551615-|10|beyond",
                "bytes=0-1,3-4|10|whole",
                "bytes=0-1, 3-4|10|whole",
                "bytes=99-,0-1|10|whole",
                "bytes 0-1|10|whole",
                "seconds=0-1|10|whole"
            })
    @DisplayName("R37 one range is honoured, several are answered by the whole file, an invalid range is ignored")
    void readsOneRangeAndIgnoresOthers(String header, long size, String expected) {
        RangeRequest read = RangeRequest.of(header, size);
        String told = !read.satisfiable()
                ? "beyond"
                : read.part() == null
                        ? "whole"
                        : read.part().first() + "-" + read.part().last();
        assertThat(told).isEqualTo(expected);
    }
}
