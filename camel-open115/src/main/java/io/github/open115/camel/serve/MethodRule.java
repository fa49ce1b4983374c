package io.github.open115.camel.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Which method fits a caller, for {@code downloadMethod=auto}; the first row that is true decides.
 *
 * <table>
 * <caption>The rule</caption>
 * <tr><td>a script of a web page asks</td><td>local proxy: the CDN sends no CORS header (docs/115-open-api.md G), so
 * the script could not read the target of a redirection</td></tr>
 * <tr><td>the caller names no {@code User-Agent}</td><td>local proxy: a link works for one agent
 * (docs/115-open-api.md G.3)</td></tr>
 * <tr><td>the caller is not known to be near, and there is a download proxy</td><td>proxy URL: a link, which tells
 * whose account it is of (docs/115-open-api.md G.1), stays out of foreign hands</td></tr>
 * <tr><td>else</td><td>redirect</td></tr>
 * </table>
 */
public final class MethodRule {

    /** Four numbers, or something with colons: whatever else could be a name is not asked of the DNS. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*(?:%\\w+)?");

    private MethodRule() {}

    static DownloadMethod choose(HttpRequestView caller, boolean withProxies) {
        if (caller.isScript() || caller.agent() == null) {
            return DownloadMethod.localProxy;
        }
        return withProxies && !isNear(caller.address()) ? DownloadMethod.proxyUrl : DownloadMethod.redirect;
    }

    /** Whether an address is of this machine or of a private network; a name is not, and is never looked up. */
    static boolean isNear(String address) {
        if (address == null || !ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address.replaceFirst("%.*", ""));
            boolean uniqueLocal = parsed.getAddress().length == 16 && (parsed.getAddress()[0] & 0xfe) == 0xfc;
            return parsed.isLoopbackAddress()
                    || parsed.isSiteLocalAddress()
                    || parsed.isLinkLocalAddress()
                    || uniqueLocal;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
