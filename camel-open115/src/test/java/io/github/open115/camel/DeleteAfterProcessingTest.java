package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeleteAfterProcessingTest extends InboxTest {

    @Test
    @DisplayName("R38 nothing is done to a file unless asked for")
    void leavesFilesByDefault() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = polling("")) {
            awaitDelivered(1);
            awaitPolls(3);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(drive().file(file.id())).isPresent();
        assertThat(drive().isBinned(file.id())).isFalse();
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 1L));
    }

    @Test
    @DisplayName("R38 delete puts a file into the bin, with one call")
    void deletesToTheBin() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = polling("delete=true")) {
            await().until(() -> drive().isBinned(file.id()));
            awaitPolls(3);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 1L, DELETE, 1L));
    }

    @Test
    @DisplayName("R8 R38 a deleted file that is restored is delivered again")
    void deliversRestoredFilesAgain() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = polling("delete=true")) {
            await().until(() -> drive().isBinned(file.id()));
            awaitPolls(2);
            drive().restore(file.id());
            awaitDelivered(2);
            await().until(() -> calls(DELETE) == 2);
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
    }

    @Test
    @DisplayName("R38 P23 a deletion that is throttled is tried again and the file is not delivered twice")
    void deletesAgainAfterThrottling() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        emulator().faults().arm(DELETE, Fault.error(770004, "已达到当前访问上限，请稍后再试"));
        try (Routes routes = polling("delete=true")) {
            await().until(() -> calls(DELETE) == 1);
            awaitLater(() -> drive().isBinned(file.id()));
            awaitPolls(2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(DELETE)).isEqualTo(2);
    }

    @Test
    @DisplayName("R38 a failed exchange deletes nothing and comes back")
    void keepsFilesOfFailedExchanges() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        try (Routes routes = routes().from(inbox("delete=true"), exchange -> {
                    note(exchange);
                    if (delivered.size() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .start()) {
            await().until(() -> drive().isBinned(file.id()));
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
        assertThat(calls(DELETE)).isEqualTo(1);
    }
}
