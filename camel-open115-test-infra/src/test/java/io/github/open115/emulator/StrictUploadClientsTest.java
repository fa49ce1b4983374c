/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static io.github.open115.emulator.UploadCaller.content;
import static io.github.open115.emulator.UploadCaller.json;
import static io.github.open115.emulator.UploadCaller.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The replies to uploads, as the Go SDK and OpenList decode them, and in the chaos mode in every shape. */
class StrictUploadClientsTest {

    private static final String TOKEN = "/open/upload/get_token";

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    private ServiceCaller caller;
    private UploadCaller uploads;

    @BeforeEach
    void start() {
        caller = new ServiceCaller(open115.emulator());
        uploads = new UploadCaller(caller, EmulatedDrive.ROOT);
    }

    record Credentials(
            String endpoint,
            @JsonProperty("AccessKeyId") String id,
            @JsonProperty("AccessKeySecret") String secret,
            @JsonProperty("SecurityToken") String token,
            @JsonProperty("Expiration") String expiration) {}

    record Callback(
            String callback, @JsonProperty("callback_var") String variables) {}

    record Init(
            @JsonProperty("pick_code") String pickCode,
            int status,
            @JsonProperty("sign_key") String signKey,
            @JsonProperty("sign_check") String signCheck,
            @JsonProperty("file_id") String fileId,
            String target,
            String bucket,
            String object,
            JsonNode callback) {}

    record Resume(
            @JsonProperty("pick_code") String pickCode,
            String target,
            String version,
            String bucket,
            String object,
            Callback callback) {}

    record Answer(boolean state, int code, String message, Uploaded data) {}

    record Uploaded(
            @JsonProperty("pick_code") String pickCode,
            @JsonProperty("file_name") String name,
            @JsonProperty("file_size") long size,
            @JsonProperty("file_id") String id,
            @JsonProperty("thumb_url") String thumbnail,
            String sha1,
            int aid,
            String cid) {}

    @Test
    @DisplayName("credentials are texts")
    void credentialsAreTexts() throws Exception {
        Credentials credentials = StrictJson.decode(caller.get(TOKEN).path("data"), Credentials.class);

        assertThat(credentials.endpoint).isEqualTo(open115.emulator().ossBaseUrl());
        assertThat(credentials.id).startsWith("STS.");
        assertThat(credentials).hasNoNullFieldsOrProperties();
    }

    @Test
    @DisplayName(
            "an upload: states are numbers, all else texts, the callback an object while there is something to send")
    void uploadHasTheTypesOfStrictClients() throws Exception {
        byte[] content = content(1, 10);
        JsonNode reply = uploads.init("a.mkv", content);
        Init init = StrictJson.decode(reply, Init.class);
        assertThat(init.status).isEqualTo(1);
        assertThat(StrictJson.decode(init.callback, Callback.class).variables).contains(init.pickCode);
        assertThat(init).hasNoNullFieldsOrProperties();

        Resume resume = StrictJson.decode(
                caller.post(
                                "/open/upload/resume",
                                "pick_code",
                                init.pickCode,
                                "target",
                                "U_1_0",
                                "file_size",
                                10,
                                "fileid",
                                UploadCaller.sha1(content))
                        .path("data"),
                Resume.class);
        assertThat(resume).hasNoNullFieldsOrProperties();
        assertThat(resume.object).isEqualTo(init.object);

        Answer answer = StrictJson.decode(json(uploads.put(reply, content)), Answer.class);
        assertThat(answer.state).isTrue();
        assertThat(answer.data).hasNoNullFieldsOrProperties();
        assertThat(answer.data.cid).isEqualTo(EmulatedDrive.ROOT);
        Init instant = StrictJson.decode(uploads.init("b", content), Init.class);
        assertThat(instant.callback.isArray()).isTrue();
        assertThat(instant.fileId).isNotEmpty();
    }

    @Test
    @DisplayName("in its chaos mode the emulator answers uploads in every shape that was seen")
    void answersInEveryShapeThatWasSeen() throws Exception {
        try (Open115Emulator chaotic = Open115Emulator.builder().typeChaos(true).start()) {
            ServiceCaller other = new ServiceCaller(chaotic);
            UploadCaller others = new UploadCaller(other, EmulatedDrive.ROOT);
            new Shapes()
                    .expect("credentials as object", reply -> reply.path("data").isObject())
                    .expect(
                            "credentials in an array",
                            reply -> reply.path("data").isArray())
                    .in(() -> other.get(TOKEN));
            byte[] content = content(2, 10);
            new Shapes()
                    .expect("status as number", init -> init.path("status").isInt())
                    .expect("status as text", init -> init.path("status").isTextual())
                    .expect("callback as object", init -> init.path("callback").isObject())
                    .expect(
                            "callback in an array",
                            init -> init.path("callback").isArray())
                    .in(() -> others.init("a", content));
            chaotic.uploads().setInstant(false);
            new Shapes()
                    .expect(
                            "size as number",
                            answer -> answer.at("/data/file_size").isInt())
                    .expect(
                            "size as text",
                            answer -> answer.at("/data/file_size").isTextual())
                    .expect("id as number", answer -> answer.at("/data/file_id").isLong())
                    .expect("id as text", answer -> answer.at("/data/file_id").isTextual())
                    .expect("area as text", answer -> answer.at("/data/aid").isTextual())
                    .expect("state as number", answer -> answer.path("state").isInt())
                    .in(() -> put(other, others, content));
        }
    }

    private static JsonNode put(ServiceCaller caller, UploadCaller uploads, byte[] content) throws Exception {
        JsonNode init = uploads.init("a", content);
        JsonNode callback =
                init.path("callback").isArray() ? init.path("callback").path(0) : init.path("callback");
        JsonNode token = caller.get(TOKEN).path("data");
        return json(new StorageCaller(token.isArray() ? token.path(0) : token, init)
                .send(
                        "PUT",
                        "",
                        content,
                        "x-oss-callback",
                        StorageCaller.base64(text(callback, "callback")),
                        "x-oss-callback-var",
                        StorageCaller.base64(text(callback, "callback_var"))));
    }
}
