/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Describes why a host could not be reached. Some exceptions of the platform name neither the host nor the cause. */
public final class NetworkFailure {

    private NetworkFailure() {}

    /**
     * The host and what went wrong, as the end of a sentence: {@code from proapi.115.com (…)}. Contains host names
     * only, so that no link appears.
     *
     * @param host the host of the request; behind a proxy, the proxy may have failed
     */
    public static String describe(String host, IOException failure) {
        return "from " + host + " (" + cause(failure) + ")";
    }

    private static String cause(IOException failure) {
        String type = failure.getClass().getSimpleName();
        if (failure instanceof UnknownHostException) {
            return type + ": no address is known for " + hostIn(failure)
                    + "; is there a network, and does a proxy have to be set";
        }
        if (failure instanceof ConnectException) {
            return type + ": " + failure.getMessage() + "; is the host down, or a firewall or proxy in between";
        }
        if (failure instanceof SSLPeerUnverifiedException) {
            return type + ": the certificate is for another host; does a proxy answer in its place";
        }
        if (failure instanceof SSLException) {
            return isAboutTheCertificate(failure)
                    ? type + ": the certificate is not trusted by this JVM; does a proxy with a CA of its own decrypt"
                    : type + ": no encrypted connection could be agreed on, " + failure.getMessage();
        }
        return type;
    }

    /** The message of the platform: the host, mostly followed by a colon and the text of the resolver. */
    private static String hostIn(IOException failure) {
        return String.valueOf(failure.getMessage()).replaceAll("[:\\s].*", "");
    }

    private static boolean isAboutTheCertificate(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }
}
