/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "http://oss-cn-shenzhen.aliyuncs.com, https://fhnfile.oss-cn-shenzhen.aliyuncs.com/o, cn-shenzhen",
        "https://oss-cn-shenzhen.aliyuncs.com/, https://fhnfile.oss-cn-shenzhen.aliyuncs.com/o, cn-shenzhen",
        "oss-cn-hangzhou.aliyuncs.com, https://fhnfile.oss-cn-hangzhou.aliyuncs.com/o, cn-hangzhou",
        "HTTP://OSS-CN-BEIJING.aliyuncs.com:80, https://fhnfile.oss-cn-beijing.aliyuncs.com/o, cn-beijing",
        "oss-cn-shenzhen-internal.aliyuncs.com, https://fhnfile.oss-cn-shenzhen-internal.aliyuncs.com/o, cn-shenzhen",
        "cn-shanghai.oss.aliyuncs.com, https://fhnfile.cn-shanghai.oss.aliyuncs.com/o, cn-shanghai",
        "oss-ap-southeast-1.aliyuncs.com, https://fhnfile.oss-ap-southeast-1.aliyuncs.com/o, ap-southeast-1",
        "oss-us-west-1.aliyuncs.com:8443, https://fhnfile.oss-us-west-1.aliyuncs.com:8443/o, us-west-1",
        "oss-accelerate.aliyuncs.com, https://fhnfile.oss-accelerate.aliyuncs.com/o, cn-shenzhen",
        "http://storage.example, https://fhnfile.storage.example/o, cn-shenzhen",
        "http://127.0.0.1:4711, http://127.0.0.1:4711/fhnfile/o, cn-shenzhen",
        "127.0.0.1:4711, http://127.0.0.1:4711/fhnfile/o, cn-shenzhen",
        "https://127.0.0.1:4711, https://127.0.0.1:4711/fhnfile/o, cn-shenzhen",
        "http://localhost:80/, http://localhost/fhnfile/o, cn-shenzhen",
        "http://[::1]:4711, http://[::1]:4711/fhnfile/o, cn-shenzhen",
        "http://192.168.1.9, https://192.168.1.9/fhnfile/o, cn-shenzhen",
        "http://192.168.1.9:9000, https://192.168.1.9:9000/fhnfile/o, cn-shenzhen",
        "http://[2001:db8::1], https://[2001:db8::1]/fhnfile/o, cn-shenzhen",
        "127.0.0.1.example, https://fhnfile.127.0.0.1.example/o, cn-shenzhen"
    })
    void addressesTheBucketAndKnowsTheRegion(String text, String url, String region) {
        StorageEndpoint endpoint = StorageEndpoint.of(text);
        assertThat(endpoint.url(new StorageObject("fhnfile", "o"), null)).hasToString(url);
        assertThat(endpoint.url(new StorageObject("fhnfile", "o"), "a&b=1")).hasToString(url + "?a&b=1");
        assertThat(endpoint.region()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ftp://x", "http://", "a b", "http://x:99999"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> StorageEndpoint.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsNeitherUserNorPath() {
        assertThat(StorageEndpoint.of("http://user:password@oss-cn-shenzhen.aliyuncs.com/path?x=1")
                        .url(new StorageObject("b", "o"), null))
                .hasToString("https://b.oss-cn-shenzhen.aliyuncs.com/o");
    }
}
