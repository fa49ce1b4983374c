package io.github.open115.camel.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Addresses of files on download proxies, signed when there is a secret. */
final class ProxyUrls {

    private final DownloadProxies proxies;
    private final List<String> prefix;
    private final UrlSigner signer;
    private final Duration life;

    /**
     * @param prefix the path under which the proxies' server knows {@code rootFolderId}
     * @param signer null when the proxies check no signs
     * @param life of a sign; zero for ever
     */
    ProxyUrls(DownloadProxies proxies, List<String> prefix, UrlSigner signer, Duration life) {
        this.proxies = proxies;
        this.prefix = prefix;
        this.signer = signer;
        this.life = life;
    }

    boolean isEmpty() {
        return proxies.isEmpty();
    }

    /** The address of a file; its names hold no slash, because no path could tell it from one between folders. */
    String of(List<String> path) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(path);
        String query = signer == null ? "" : "?sign=" + signer.sign("/" + String.join("/", whole), life);
        return proxies.next() + PathSegments.encoded(whole) + query;
    }
}
