/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadMethodTest {

    @ParameterizedTest(name = "agent {0}, origin {1}, mode {2}, from {3}, proxy {4}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "player, -, -, 203.0.113.5, false, redirect",
                "player, -, -, 203.0.113.5, true, proxyUrl",
                "player, -, -, -, true, proxyUrl",
                "player, -, -, 127.0.0.1, true, redirect",
                "player, -, -, 192.168.1.20, true, redirect",
                "player, -, navigate, 127.0.0.1, false, redirect",
                "player, -, no-cors, 127.0.0.1, false, redirect",
                "player, https://page, -, 203.0.113.5, true, localProxy",
                "player, -, cors, 127.0.0.1, true, localProxy",
                "-, -, -, 203.0.113.5, true, localProxy",
                "-, -, -, 127.0.0.1, false, localProxy"
            })
    @DisplayName("R37 the method that fits a caller: by script, agent and network")
    void choosesTheMethodForTheCaller(
            String agent, String origin, String mode, String address, boolean proxy, DownloadMethod expected) {
        DefaultMessage message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader("User-Agent", agent);
        message.setHeader("Origin", origin);
        message.setHeader("Sec-Fetch-Mode", mode);
        message.setHeader("CamelOpen115CallerAddress", address);
        assertThat(DownloadMethod.fitting(new HttpRequestView(message), proxy)).isEqualTo(expected);
    }

    private static boolean isNear(String address) {
        DefaultMessage message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader("CamelOpen115CallerAddress", address);
        return new HttpRequestView(message).isNear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "169.254.1.1",
                "::1",
                "0:0:0:0:0:0:0:1",
                "fe80::1",
                "fe80::1%eth0",
                "fd12:3456::1",
                "::ffff:192.168.0.1"
            })
    @DisplayName("addresses of this machine and of private networks are near")
    void privateAddressesAreNear(String address) {
        assertThat(isNear(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8.8.8.8",
                "172.32.0.1",
                "100.64.0.1",
                "2001:db8::1",
                "localhost",
                "dead.beef",
                "1",
                "127.0.0.1:80",
                "127.0.0.999",
                "10.0.0.1, 8.8.8.8",
                ":",
                "::1 "
            })
    @DisplayName("others are not, and neither are names, which are never looked up")
    void otherAddressesAreFar(String address) {
        assertThat(isNear(address)).isFalse();
    }
}
