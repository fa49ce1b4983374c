/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

/**
 * Figures of all transfers of an account since its client was opened.
 *
 * @param openConnections connections to the CDN that are open now
 * @param bytesReceived bytes of content that were received, repeated ones included
 * @param connections requests for content that were sent
 * @param reconnections how often a transfer went on over a new connection, after a failure or after it was preempted
 * @param linkRenewals links that died while they were in use
 * @param bytesSent bytes of content that were sent to the object storage, repeated ones included
 */
public record TransferStatistics(
        int openConnections,
        long bytesReceived,
        long connections,
        long reconnections,
        long linkRenewals,
        long bytesSent) {}
