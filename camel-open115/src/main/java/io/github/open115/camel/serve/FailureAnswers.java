package io.github.open115.camel.serve;

import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.transfer.TransferException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What a caller is told when a file cannot be handed over: a status that says whose fault it is, and one sentence. What
 * the service replied is for the log of this machine, not for strangers.
 */
final class FailureAnswers {

    /** Fresh uploads and copies can be downloaded after some seconds (docs/115-open-api.md I.4). */
    private static final Duration UNTIL_READY = Duration.ofSeconds(5);

    /** Where the service did not tell the end of a pause. */
    private static final Duration UNKNOWN_PAUSE = Duration.ofMinutes(1);

    private final Clock clock;

    FailureAnswers(Clock clock) {
        this.clock = clock;
    }

    /** The answer to a failure of the service or of a transfer. */
    HttpAnswer to(Exception failure) {
        if (failure instanceof ThrottledException throttled) {
            return unavailable(
                    "The drive is busy, try again later.", throttled.resumeAt().orElse(null));
        }
        if (failure instanceof AuthorizationUnavailableException later) {
            return unavailable("The drive cannot be asked now, try again later.", later.retryAt());
        }
        if (failure instanceof NotReadyException) {
            return unavailable(
                    "The content of this file is not ready yet.",
                    clock.instant().plus(UNTIL_READY));
        }
        if (failure instanceof NotFoundException
                || failure instanceof TransferException transfer && transfer.httpStatus() == 404) {
            return HttpAnswer.text(404, "There is no such file.");
        }
        if (failure instanceof ContentBlockedException) {
            return HttpAnswer.text(403, "The drive does not hand this file out.");
        }
        return HttpAnswer.text(502, "The drive did not hand the file out.");
    }

    private HttpAnswer unavailable(String text, Instant end) {
        Duration pause = end == null ? UNKNOWN_PAUSE : Duration.between(clock.instant(), end);
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return HttpAnswer.text(503, text).with("Retry-After", Long.toString(seconds));
    }
}
