/**
 * Log-in by a QR code that a person scans with the 115 app. {@link io.github.open115.client.login.DeviceLogin} is the way
 * in; the tokens go into a {@link io.github.open115.client.auth.TokenStore}. Built on {@code auth} and {@code http}.
 */
package io.github.open115.client.login;
