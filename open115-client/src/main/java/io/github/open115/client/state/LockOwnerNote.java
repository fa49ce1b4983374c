package io.github.open115.client.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A note beside a state file that says who has it open, for the one who finds it locked. The lock itself is the
 * operating system's: a note left behind by a killed JVM keeps nobody out.
 */
final class LockOwnerNote {

    private static final Logger LOG = LoggerFactory.getLogger(LockOwnerNote.class);

    private final Path note;

    LockOwnerNote(Path stateFile) {
        this.note = stateFile.resolveSibling(stateFile.getFileName() + ".holder");
    }

    void write(Instant since) {
        String text = "process " + ProcessHandle.current().pid() + " on host " + host() + " since " + since;
        try {
            Files.writeString(note, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("Cannot write {}: whoever finds the state locked will not learn by whom", note, e);
        }
    }

    /** Who has the state open, as far as it is known. */
    String read() {
        try {
            String text = Files.readString(note, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "an unknown process" : text;
        } catch (IOException e) {
            LOG.debug("No note at {}", note, e);
            return "an unknown process";
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            LOG.debug("Cannot delete {}", note, e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
