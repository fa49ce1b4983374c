/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.ServiceUnavailableException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyLinksTest {

    private static final String DOWNURL = "/open/ufile/downurl";

    @TempDir
    Path state;

    private final List<String> pickCodes = new ArrayList<>();
    private Open115Emulator emulator;
    private DownloadLinks links;

    private void connect(int files, UnaryOperator<Open115Emulator.Builder> settings) {
        emulator = settings.apply(Open115Emulator.builder()).start();
        links = EmulatedClient.connect(emulator, state).links();
        for (int i = 0; i < files; i++) {
            pickCodes.add(emulator.drive()
                    .addFile("0", "f" + i, Content.generated(i, 4))
                    .pickCode());
        }
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private List<Integer> sizesOfCalls() {
        return emulator.requests().linksPerRequest();
    }

    @Test
    @DisplayName("R33 many links come in the order of the request, with larger and larger calls")
    void resolvesManyWithFewCalls() {
        connect(400, service -> service);
        assertThat(links.resolve(pickCodes, null).keySet()).containsExactlyElementsOf(pickCodes);
        assertThat(sizesOfCalls()).containsExactly(10, 20, 40, 80, 100, 100, 50);
        assertThat(links.resolve(pickCodes, null)).hasSize(400);
        assertThat(sizesOfCalls()).hasSize(7);
    }

    @Test
    @DisplayName("R33 if the service accepts one pick code a call, calls carry one after four refusals in all")
    void fallsBackToSingleCalls() {
        connect(30, service -> service.maxPickCodes(1));
        assertThat(links.resolve(pickCodes, null)).hasSize(30);
        assertThat(sizesOfCalls()).hasSizeLessThanOrEqualTo(30 + 4 + 1).endsWith(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    @DisplayName("R33 the limit of the service is found")
    void findsTheLimitOfTheService() {
        connect(300, service -> service.maxPickCodes(30));
        assertThat(links.resolve(pickCodes, null)).hasSize(300);
        assertThat(sizesOfCalls().stream().filter(size -> size > 30)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("R33 one bad file fails alone if the service names it")
    void aBadFileThatTheServiceNamesFailsAlone() {
        connect(10, service -> service);
        EmulatedFile gone = emulator.drive().addFile("0", "gone", Content.of("x"));
        emulator.drive().purge(gone.id());
        pickCodes.add(3, gone.pickCode());
        ResolvedLinks resolved = links.resolveAll(pickCodes, null);
        assertThat(resolved.links()).hasSize(10);
        assertThat(resolved.failures()).containsOnlyKeys(gone.pickCode());
        assertThat(resolved.failures().get(gone.pickCode())).isInstanceOf(NotFoundException.class);
        // ten, the one of them that was not mentioned, the eleventh
        assertThat(sizesOfCalls()).containsExactly(10, 1, 1);
    }

    @Test
    @DisplayName("R33 one bad file among 64 fails alone if the service refuses the whole call")
    void aBadFileThatRefusesTheWholeCallFailsAlone() {
        connect(63, service -> service.oneBadPickCodeRefusesAll(true));
        EmulatedFile banned = emulator.drive().addFile("0", "banned", Content.of("x"));
        emulator.drive().setBanned(banned.id(), true);
        pickCodes.add(40, banned.pickCode());
        ResolvedLinks resolved = links.resolveAll(pickCodes, null);
        assertThat(resolved.links()).hasSize(63);
        assertThat(resolved.failures().get(banned.pickCode())).isInstanceOf(ContentBlockedException.class);
        assertThat(sizesOfCalls()).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    @DisplayName("files that a large reply does not mention are requested once more, and do not count as gone")
    void requestsFilesAgainThatAReplyDoesNotMention() {
        connect(10, service -> service);
        emulator.faults().arm(DOWNURL, Fault.rewrite(reply -> {
            Iterator<String> ids = ((ObjectNode) reply.path("data")).fieldNames();
            while (reply.path("data").size() > 6) {
                ids.next();
                ids.remove();
            }
        }));
        assertThat(links.resolve(pickCodes, null)).hasSize(10);
        assertThat(sizesOfCalls()).containsExactly(10, 4);
    }

    @Test
    @DisplayName("after a large call without a reply the next one is smaller")
    void shrinksAfterALargeCallWithoutAReply() {
        connect(60, service -> service);
        emulator.faults().arm(DOWNURL, Fault.html(500)).after(1);
        assertThatThrownBy(() -> links.resolve(pickCodes, null)).isInstanceOf(ServiceUnavailableException.class);
        assertThat(links.resolve(pickCodes, null)).hasSize(60);
        assertThat(sizesOfCalls()).startsWith(10, 20, 10);
    }
}
