/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"MARK\",\"code\":1}",
                "{\"AccessKeyId\": \"MARK\", \"code\":1}",
                "{\"AccessKeySecret\":\"MARK\", \"code\":1}",
                "{\"AccessKeySecrett\":\"MARK\", \"code\":1}",
                "{\"SecurityToken\":\"MARK\", \"code\":1}",
                "{\"x-oss-security-token\":\"MARK\", \"code\":1}",
                "{\"Authorization\":\"MARK\", \"code\":1}",
                "{\"callback\":{\"callback\":\"{\\\"callbackUrl\\\":\\\"MARK\\\"}\"}, \"code\":1}",
                "{\"callback_var\":\"{\\\"x:pick_code\\\":\\\"MARK\\\"}\", \"code\":1}",
                "{\"x-oss-callback-var\":\"MARK\", \"code\":1}",
                "{\"data\":\"{\\\"AccessKeySecret\\\":\\\"MARK\\\",\\\"code\\\":1}\"}",
                "{\"data\":\"{\\\"SecurityToken\\\" : \\\"MARK\\\\\\\"MARK\\\",\\\"code\\\":1}\"}",
                "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"AccessKeyId\\\\\\\":\\\\\\\"MARK\\\\\\\",\\\\\\\"code\\\\\\\":1}\\\"}\"}",
                "{\"a\":\"{\\\"callback\\\":\\\"{\\\\\\\"callbackUrl\\\\\\\":\\\\\\\"MARK\\\\\\\"}\\\",\\\"code\\\":1}\"}",
                "{\"callback\":{\"callbackUrl\":\"MARK\",\"callbackBody\":\"MARK\"},\"code\":1}",
                "{\"Signature\":\"MARK\",\"code\":1}",
                "<p>{&quot;AccessKeySecret&quot;: &quot;MARK&quot;, &quot;code&quot;: 1}</p>",
                "q=%7B%22AccessKeySecret%22%3A%22MARK%22%2C%22code%22%3A1%7D",
                "{'SecurityToken': 'MARK', 'code': 1}",
                "{AccessKeySecret=MARK, SecurityToken=MARK, AccessKeySecrett=MARK, code=1}",
                "AccessKeySecret: MARK\ncode 1",
                "x-oss-callback=MARK&callback-var=MARK&x-oss-signature=MARK&code=1",
                "GET /a?x-oss-security-token=MARK&x-oss-credential=MARK code 1",
                "<Credentials><AccessKeySecret>MARK</AccessKeySecret><code>1</code>",
                "<Error><StringToSign> <![CDATA[OSS4\n<MARK>]]></StringToSign><code>1</code>",
                "<Error><o:SecurityToken type=\"a\">MARK</o:SecurityToken><code>1</code>",
                "<Error><StringToSignBytes>4d MARK</StringToSignBytes><code>1</code>",
                "<Error><CanonicalRequest>PUT\nMARK</CanonicalRequest><code>1</code>",
                "&lt;SecurityToken&gt;MARK&lt;/SecurityToken&gt;&lt;code&gt;1",
                "x-oss-security-token: MARK\ncode 1",
                "Authorization: OSS4-HMAC-SHA256 Credential=MARK/x,Signature=MARK\ncode 1",
                "Credential=MARK,Signature=MARK code 1",
                "?OSSAccessKeyId=MARK&code=1",
                "x-oss-callback: MARK=\ncode 1",
                "<Error><OSSAccessKeyId>MARK</OSSAccessKeyId><code>1</code>",
                "<Error><SecurityToken>MARK</SecurityToken><code>1</code>",
                "<Error><SignatureProvided>MARK</SignatureProvided><code>1</code>",
                "<Error><StringToSign>OSS4\nMARK</StringToSign><code>1</code>"
            })
    @DisplayName("R39 tokens, keys, signatures and callbacks are masked, whatever the text looks like")
    void masksSecretsWhateverTheTextLooksLike(String text) {
        assertThat(Redaction.excerpt(text, List.of()))
                .doesNotContain("MARK")
                .contains("***")
                .containsPattern("code.*1");
    }

    @Test
    void leavesOtherTextAlone() {
        String text = "The specified upload does not exist: callback of part 3, token, sign";
        assertThat(Redaction.excerpt(text, List.of())).isEqualTo(text);
    }
}
