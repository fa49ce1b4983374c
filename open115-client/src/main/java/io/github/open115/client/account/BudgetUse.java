package io.github.open115.client.account;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How much of an account's budget is gone, as all its processes see it.
 *
 * @param day the day in UTC+8 that is counted
 * @param leased calls of that day that were sent, or that a process may still send
 * @param ordinary those that were sent for something else than a link, as far as they were reported
 * @param scheduledUntil before this time, the calls of the account belong to those who have leased already
 * @param scheduledAt when that was written down
 * @param holder who leased last; empty when nobody did
 * @param holderSince when that one came after another one; says whether several processes are busy
 */
record BudgetUse(
        LocalDate day,
        int leased,
        int ordinary,
        Instant scheduledUntil,
        Instant scheduledAt,
        String holder,
        Instant holderSince) {

    static final BudgetUse NONE = new BudgetUse(LocalDate.EPOCH, 0, 0, Instant.EPOCH, Instant.EPOCH, "", Instant.EPOCH);
}
