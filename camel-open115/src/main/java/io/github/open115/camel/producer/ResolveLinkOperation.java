/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.serve.HttpRequestView;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.client.links.ResolvedLinks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Resolves the download link of one file, or those of a collection of files with few calls. */
final class ResolveLinkOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        String given = new HttpRequestView(message).agent();
        String agent = given == null ? context.client().links().defaultUserAgent() : given;
        if (!context.options().nameFile() && message.getBody() instanceof Collection<?> files) {
            message.setBody(resolveAll(files, agent, context.client().links()));
            return;
        }
        TargetResolver targets = new TargetResolver(exchange, context);
        TargetFile target = targets.file();
        DownloadLink link = target.link(agent, targets.maxAge());
        message.setBody(link.url());
        message.setHeader(Open115Constants.LINK_EXPIRES, link.expiresAt().toEpochMilli());
        message.setHeader(Open115Constants.LINK_USER_AGENT, link.userAgent());
        target.headers().found();
    }

    private static List<DownloadLink> resolveAll(Collection<?> elements, String agent, DownloadLinks links) {
        List<Open115File> files =
                elements.stream().map(ResolveLinkOperation::fileOf).toList();
        List<String> pickCodes = files.stream().map(TargetFile::pickCodeOf).toList();
        ResolvedLinks resolved = links.resolveAll(pickCodes, agent);
        if (!resolved.failures().isEmpty()) {
            throw refusal(files, resolved);
        }
        return pickCodes.stream().map(resolved.links()::get).toList();
    }

    private static Open115File fileOf(Object element) {
        return FileReference.fileIn(element)
                .orElseThrow(() -> new IllegalArgumentException("The body is a collection, but not of files: it has "
                        + (element == null ? "null" : element.getClass().getName())));
    }

    /** All or nothing: a shorter list, or one with gaps, would be taken for the links of all files. */
    private static Open115Exception refusal(List<Open115File> files, ResolvedLinks resolved) {
        Map<String, Open115Exception> failures = resolved.failures();
        List<Open115File> without = files.stream()
                .filter(file -> failures.containsKey(file.pickCode()))
                .distinct()
                .toList();
        Open115Exception first = failures.values().iterator().next();
        return new RefusedException(
                without.size() + " of " + files.size() + " files have no link: "
                        + without.stream()
                                .map(file -> "file " + file.id() + " ('" + file.name() + "'): "
                                        + failures.get(file.pickCode()).getMessage())
                                .collect(Collectors.joining("; ")),
                first.failure(),
                first);
    }
}
