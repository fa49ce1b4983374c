package io.github.open115.client.account;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A block of calls that one process may send without asking the store again.
 *
 * @param day the day they count for
 * @param first when the first may be sent
 * @param last when the last may be sent: one that was not sent by then is given back
 * @param permits how many
 * @param leasedToday calls of the day that are gone, these included
 * @param ordinaryToday those that were sent for something else than a link
 */
record Lease(LocalDate day, Instant first, Instant last, int permits, int leasedToday, int ordinaryToday) {

    static final Lease NONE = new Lease(LocalDate.EPOCH, Instant.EPOCH, Instant.EPOCH, 0, 0, 0);
}
