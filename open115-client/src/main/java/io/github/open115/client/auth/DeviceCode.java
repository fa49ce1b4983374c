package io.github.open115.client.auth;

/**
 * A log-in that the service waits for (section B.2).
 *
 * @param uid names it to the service
 * @param time to be repeated when asking for its status
 * @param sign to be repeated when asking for its status
 * @param verifier fetches the tokens; a secret
 * @param content the text of the QR code
 */
record DeviceCode(String uid, String time, String sign, String verifier, String content) {

    /** Leaves out what the log-in can be taken over with. */
    @Override
    public String toString() {
        return "DeviceCode[***]";
    }
}
