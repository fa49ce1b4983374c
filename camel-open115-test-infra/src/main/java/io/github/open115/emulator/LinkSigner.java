package io.github.open115.emulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The anatomy of a download link: whose it is, for which agent, until when (G.1). */
final class LinkSigner {

    /** What the CDN says to every link that it does not like (G.5). */
    static final String REFUSAL =
            "{\"request_id\":\"6501F2A3B4C5D6E7F8091A2B\",\"status\":403,\"message\":\"invalid signature\"}";

    private final Settings settings;
    private final Signatures signatures;
    private final AtomicLong links = new AtomicLong();

    LinkSigner(Settings settings, Signatures signatures) {
        this.settings = settings;
        this.signatures = signatures;
    }

    /** Makes a link of its own, even for the same file and agent in the same second. */
    String link(String cdnBaseUrl, Entry file, String userAgent) {
        String folder = signatures.sign("link" + links.incrementAndGet()) + "00000000";
        long expiry = settings.clock.seconds() + settings.linkLifetime.toSeconds();
        String tier = "vip-" + EmulatedAccount.USER_ID + "-" + file.pickCode + "-1-" + settings.clientId;
        String signature = signature(folder, Long.toString(expiry), tier, userAgent);
        return cdnBaseUrl + "/" + folder + "/" + percentEncoded(file.name) + "?t=" + expiry + "&u="
                + EmulatedAccount.USER_ID + "&s=524288000&d=" + tier + "&c=" + settings.connectionsPerLink + "&f=1&k="
                + signature + "&us=5242880000&uc=10&v=1";
    }

    /** Whether a request presents a link as it was made, and the User-Agent that it was made for, byte for byte. */
    boolean isGenuine(Request request) {
        String[] path = request.path().split("/", 3);
        Map<String, String> link = request.parameters();
        return path.length == 3
                && link.keySet().containsAll(List.of("t", "d", "k"))
                && link.get("k").equals(signature(path[1], link.get("t"), link.get("d"), request.header("User-Agent")));
    }

    boolean isExpired(Request request) {
        return settings.clock.seconds() >= Long.parseLong(request.parameter("t"));
    }

    /** The pick code within a genuine link. */
    String pickCode(Request request) {
        return request.parameter("d").split("-")[2];
    }

    private String signature(String folder, String expiry, String tier, String userAgent) {
        return signatures.sign(String.join("\n", folder, expiry, tier, userAgent));
    }

    private static String percentEncoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
