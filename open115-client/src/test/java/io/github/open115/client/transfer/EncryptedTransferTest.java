/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.links.DownloadLink;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class EncryptedTransferTest {

    private static final int SIZE = 1 << 20;

    private final MockWebServer cdn = new MockWebServer();
    private HandshakeCertificates known;
    private ContentSource source;

    @BeforeEach
    void start() throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        known = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        cdn.useHttps(known.sslSocketFactory());
        cdn.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        cdn.start();
        source = new ContentSource("1", "pick", "film.mkv", SIZE, "");
    }

    @AfterEach
    void stop() {
        cdn.close();
    }

    private TransferContext context(Duration readTimeout) {
        return new TransferContext(
                new OkHttpClient.Builder()
                        .sslSocketFactory(known.sslSocketFactory(), known.trustManager())
                        .build(),
                new TransferLimits(2, 2, readTimeout, Duration.ofSeconds(5)),
                Clock.systemUTC(),
                pause -> {},
                ProgressListener.NONE,
                Runnable::run);
    }

    private CdnConnection connect(TransferContext context) throws IOException {
        DownloadLink link = new DownloadLink(
                "1", "pick", "film.mkv", SIZE, null, cdn.url("/").toString(), "agent", Instant.MAX);
        DownloadSession session = new DownloadSession(source, null, context);
        CdnConnection connection =
                context.cdn().prepare(null, link, context.permits().acquire(session, copy -> {}));
        context.cdn().connect(connection, session, null);
        return connection;
    }

    private static MockResponse.Builder content() {
        return new MockResponse.Builder().body(new Buffer().write(new byte[SIZE]));
    }

    private static int readAll(CdnConnection connection) throws IOException {
        byte[] buffer = new byte[8192];
        int size = 0;
        for (int count = 0; count >= 0; count = connection.read(buffer, 0, buffer.length)) {
            size += count;
        }
        return size;
    }

    @Test
    @DisplayName("R30 a CDN that falls silent behind TLS is given up by the timeout of the socket alone")
    void aSilentConnectionEndsByTheSocketTimeout() throws IOException {
        cdn.enqueue(content().onResponseBody(SocketEffect.Stall.INSTANCE).build());
        CdnConnection connection = connect(context(Duration.ofSeconds(5)));
        assertThatThrownBy(() -> readAll(connection))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("Read timed out");
        connection.abort();
    }

    @Test
    @DisplayName("two transfers use two connections, even if the CDN offers HTTP/2")
    void eachTransferHasAConnectionOfItsOwn() throws Exception {
        cdn.enqueue(content().build());
        cdn.enqueue(content().build());
        TransferContext context = context(Duration.ofSeconds(20));
        CdnConnection first = connect(context);
        CdnConnection second = connect(context);
        assertThat(readAll(first)).isEqualTo(SIZE);
        assertThat(readAll(second)).isEqualTo(SIZE);
        for (int i = 0; i < 2; i++) {
            assertThat(cdn.takeRequest())
                    .satisfies(request -> assertThat(request.getVersion()).isEqualTo("HTTP/1.1"))
                    .satisfies(request -> assertThat(request.getExchangeIndex()).isZero());
        }
    }
}
