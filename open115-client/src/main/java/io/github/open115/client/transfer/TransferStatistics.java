package io.github.open115.client.transfer;

/**
 * What the transfers of an account did since it was opened.
 *
 * @param openConnections connections to the CDN that are open now
 * @param bytesReceived bytes of content that came, those that came twice included
 * @param connections requests for content that were sent
 * @param reconnections times that a transfer went on after it had broken off or stood still
 * @param linkRenewals links that died while they were in use
 */
public record TransferStatistics(
        int openConnections, long bytesReceived, long connections, long reconnections, long linkRenewals) {}
