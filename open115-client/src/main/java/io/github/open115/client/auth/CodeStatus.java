package io.github.open115.client.auth;

/** How far a person is with a QR code (section B.3). */
enum CodeStatus {
    /** Nobody has scanned it. */
    WAITING,
    /** Scanned, not confirmed yet. */
    SCANNED,
    /** Confirmed: its tokens can be fetched. */
    CONFIRMED,
    /** Too old, or not known to the service. */
    EXPIRED,
    /** The person declined. */
    CANCELLED;

    /** What a number in a reply means; a number that no table has is taken for no news. */
    static CodeStatus of(long status) {
        return switch ((int) status) {
            case 1 -> SCANNED;
            case 2 -> CONFIRMED;
            case -1 -> EXPIRED;
            case -2 -> CANCELLED;
            default -> WAITING;
        };
    }
}
