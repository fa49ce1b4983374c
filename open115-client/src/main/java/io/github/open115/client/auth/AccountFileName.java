package io.github.open115.client.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a file name of an account name: different for different names on every file system, inside its directory. */
final class AccountFileName {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789_-.";
    private static final int LONGEST = 120;
    private static final String PREFIX = "account-";
    private static final Pattern WHOLE = Pattern.compile(PREFIX + "(?:[a-z0-9_.-]|%[0-9a-f]{2})+");

    private AccountFileName() {}

    /**
     * Capitals are encoded too, since some file systems do not tell them apart; the prefix keeps names like {@code con}
     * and {@code ..} from meaning something else.
     */
    static String of(String account) {
        if (account == null || account.isBlank()) {
            throw new IllegalArgumentException("account must not be empty");
        }
        StringBuilder name = new StringBuilder(PREFIX);
        for (byte b : account.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (PLAIN.indexOf(c) >= 0) {
                name.append(c);
            } else {
                name.append('%').append(String.format("%02x", (int) c));
            }
        }
        return name.length() <= LONGEST
                ? name.toString()
                : name.substring(0, LONGEST / 2) + "%" + Fingerprint.of(account);
    }

    /** The account whose file has this name; empty when it is no such name, or one that was shortened. */
    static Optional<String> accountOf(String fileName) {
        if (!WHOLE.matcher(fileName).matches()) {
            return Optional.empty();
        }
        String account = URLDecoder.decode(fileName.substring(PREFIX.length()), StandardCharsets.UTF_8);
        return !account.isBlank() && of(account).equals(fileName) ? Optional.of(account) : Optional.empty();
    }
}
