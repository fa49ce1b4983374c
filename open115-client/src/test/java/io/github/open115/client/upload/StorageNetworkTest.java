/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the storage is reached: encrypted, through a proxy, by the name of the bucket. */
class StorageNetworkTest {

    private static final StorageObject OBJECT = new StorageObject("fhnfile", "o");
    private static final StorageCallback CALLBACK = new StorageCallback("{}", null);

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static StorageClient client(OkHttpClient http) {
        return new StorageClient(http, Duration.ofSeconds(20), 1024, new StorageClock(Clock.systemUTC()), "agent");
    }

    private static StorageCredentials credentials(String endpoint) {
        return new StorageCredentials(StorageEndpoint.of(endpoint), "id", "secret", "token", null);
    }

    private static StorageBody body(StorageClient client) {
        return client.body(new ByteArrayInputStream(new byte[7]), 7, "file a.bin", PartProgress.NONE);
    }

    @Test
    @DisplayName("the host of the bucket gets the object, encrypted although the service names an unencrypted address")
    void encryptsAllButLoopback() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("*.oss-cn-test.example")
                .build();
        HandshakeCertificates ours =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        HandshakeCertificates known = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        server.useHttps(ours.sslSocketFactory());
        server.enqueue(new MockResponse.Builder().body("answer").build());
        StorageClient client = client(new OkHttpClient.Builder()
                .sslSocketFactory(known.sslSocketFactory(), known.trustManager())
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build());

        String endpoint = "http://oss-cn-test.example:" + server.getPort();
        assertThat(client.put(credentials(endpoint), OBJECT, CALLBACK, body(client)))
                .isEqualTo("answer");

        RecordedRequest put = server.takeRequest();
        assertThat(put.getHandshake()).isNotNull();
        assertThat(put.getRequestLine()).isEqualTo("PUT /o HTTP/1.1");
        assertThat(put.getHeaders().get("Host")).isEqualTo("fhnfile.oss-cn-test.example:" + server.getPort());
    }

    @Test
    @DisplayName("R36 the proxy of the client serves the storage too")
    void usesTheProxyOfTheClient() throws Exception {
        server.enqueue(new MockResponse.Builder().body("answer").build());
        StorageClient client = client(
                new OkHttpClient.Builder().proxy(server.getProxyAddress()).build());

        assertThat(client.put(credentials("http://127.0.0.1:1"), OBJECT, CALLBACK, body(client)))
                .isEqualTo("answer");

        assertThat(server.takeRequest().getRequestLine()).isEqualTo("PUT http://127.0.0.1:1/fhnfile/o HTTP/1.1");
    }

    @Test
    void namesAHostThatIsUnknown() {
        StorageClient client = client(new OkHttpClient.Builder()
                .dns(host -> {
                    throw new UnknownHostException(host);
                })
                .build());
        StorageException failure = catchThrowableOfType(
                StorageException.class,
                () -> client.put(credentials("oss-cn-test.example"), OBJECT, CALLBACK, body(client)));
        assertThat(failure)
                .hasMessageContaining("no address is known for fhnfile.oss-cn-test.example")
                .hasMessageContaining("does a proxy have to be set");
        assertThat(failure.mayHaveHappened()).isFalse();
    }
}
