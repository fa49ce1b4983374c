/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.sdk.service.oss2.credentials.Credentials;
import com.aliyun.sdk.service.oss2.signer.SignerV4;
import com.aliyun.sdk.service.oss2.signer.SigningContext;
import com.aliyun.sdk.service.oss2.transport.RequestMessage;
import com.aliyun.sdk.service.oss2.utils.HttpUtils;
import io.github.open115.client.http.Open115Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the SDK of Alibaba, which signs the same requests. */
class StorageSignatureTest {

    private static final Instant NOW = Instant.parse("2026-10-01T23:59:59.999Z");
    private static final StorageCallback CALLBACK = new StorageCallback(
            "{\"callbackUrl\":\"http://uplb.example/1\",\"callbackBody\":\"a=${x:b}&c=中\"}", "{\"x:b\":\"ü\"}");

    private final List<Request> sent = new ArrayList<>();
    private final StorageClient client = new StorageClient(
            new OkHttpClient.Builder()
                    .addInterceptor(chain -> {
                        sent.add(chain.request());
                        return new Response.Builder()
                                .request(chain.request())
                                .protocol(Protocol.HTTP_1_1)
                                .code(400)
                                .message("")
                                .body(ResponseBody.create("", null))
                                .build();
                    })
                    .build(),
            Duration.ofSeconds(10),
            1024,
            new StorageClock(Clock.fixed(NOW, ZoneOffset.UTC)),
            "agent");

    private interface Call {
        void send(StorageCredentials credentials, StorageObject object) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examplehash/examplename",
                "plain",
                "with space/and+plus/and%20percent",
                "中文/ü/😀/é",
                "a//b///c/",
                "/leading",
                "q?u=e&r#y;x:y@z,=!$'()*",
                "\"<>\\^`{|}~-_.",
                "line\nbreak\ttab",
                "..a/b../.../c",
                "%2F%2e%zz"
            })
    @DisplayName(
            "the SDK of Alibaba signs each request to each object as this client does, and addresses it in the same way")
    void signsAsTheSdkOfAlibabaDoes(String name) {
        List<Call> calls = List.of(
                (credentials, object) -> client.put(credentials, object, CALLBACK, body()),
                client::initiate,
                (credentials, object) ->
                        client.uploadPart(credentials, object, "0004B9894A22E5B1888A1E29F823", 1, body()),
                (credentials, object) -> client.uploadPart(credentials, object, "id+/= &ü", 10_000, body()),
                (credentials, object) -> client.listParts(credentials, object, "id"),
                (credentials, object) -> client.partsAfter(credentials, object, "id", 1000, 1),
                (credentials, object) -> client.complete(
                        credentials, object, "id", List.of(new StoredPart(1, 1, "\"e\"", null)), CALLBACK),
                (credentials, object) -> client.abort(credentials, object, "id"));
        for (String endpoint : List.of(
                "http://oss-cn-shenzhen.aliyuncs.com",
                "oss-cn-hangzhou-internal.aliyuncs.com",
                "http://127.0.0.1:9000",
                "192.168.1.9")) {
            StorageCredentials credentials = new StorageCredentials(
                    StorageEndpoint.of(endpoint), "STS.exampleKeyId", "exampleSecret", "exampleToken/+==", null);
            StorageObject object = new StorageObject("fhnfile", name);
            for (Call call : calls) {
                verify(call, credentials, object);
            }
        }
        assertThat(sent).hasSize(32);
    }

    private void verify(Call call, StorageCredentials credentials, StorageObject object) {
        int before = sent.size();
        try {
            call.send(credentials, object);
        } catch (IOException | Open115Exception e) {
            // the reply is of no interest
        }
        assertThat(sent).hasSize(before + 1);
        Request request = sent.get(before);

        StorageEndpoint endpoint = credentials.endpoint();
        String path = "/" + HttpUtils.urlEncodePath(object.name());
        assertThat(request.url().encodedPath()).isEqualTo(endpoint.pathStyle() ? "/" + object.bucket() + path : path);
        assertThat(request.url().host())
                .isEqualTo(endpoint.pathStyle() ? endpoint.host() : object.bucket() + "." + endpoint.host());
        assertThat(request.header("Authorization"))
                .startsWith("OSS4-HMAC-SHA256 Credential=STS.exampleKeyId/20261001/" + endpoint.region() + "/oss/")
                .isEqualTo(signedBySdk(request, credentials, object));
    }

    private static String signedBySdk(Request request, StorageCredentials credentials, StorageObject object) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
        headers.remove("Authorization");
        headers.remove("x-oss-date");
        headers.remove("x-oss-security-token");
        headers.remove("x-oss-content-sha256");
        RequestMessage message = RequestMessage.newBuilder()
                .method(request.method())
                .uri(request.url().toString())
                .headers(headers)
                .build();
        SigningContext context = new SigningContext();
        context.setProduct("oss");
        context.setRegion(credentials.endpoint().region());
        context.setBucket(object.bucket());
        context.setKey(object.name());
        context.setSignTime(NOW);
        context.setCredentials(
                new Credentials(credentials.accessKeyId(), credentials.accessKeySecret(), credentials.securityToken()));
        context.setRequest(message);
        new SignerV4().sign(context);
        Map<String, String> signed = context.getRequest().headers();
        assertThat(request.header("x-oss-date")).isEqualTo(signed.get("x-oss-date"));
        assertThat(request.header("x-oss-security-token")).isEqualTo(signed.get("x-oss-security-token"));
        assertThat(request.header("x-oss-content-sha256")).isEqualTo(signed.get("x-oss-content-sha256"));
        return signed.get("Authorization");
    }

    @Test
    void encodesASortedQuery() {
        assertThat(StorageSignature.query(Map.of("uploads", "", "sequential", "")))
                .isEqualTo("sequential&uploads");
        assertThat(StorageSignature.query(Map.of("uploadId", "a b/+", "partNumber", "7")))
                .isEqualTo("partNumber=7&uploadId=a%20b%2F%2B");
    }

    private StorageBody body() {
        return client.body(new ByteArrayInputStream(new byte[3]), 3, "file a.bin", PartProgress.NONE);
    }
}
