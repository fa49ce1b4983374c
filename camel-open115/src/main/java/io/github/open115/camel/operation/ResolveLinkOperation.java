package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.links.ResolvedLinks;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Resolves the download link of one file, or of all files in a collection with few calls. */
final class ResolveLinkOperation implements OperationHandler {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        String agent = UserAgents.of(message, endpoint);
        boolean aimed = FileReference.byOption(exchange, endpoint).isPresent();
        if (!aimed && message.getBody() instanceof Collection<?> files) {
            message.setBody(resolveAll(files, agent, endpoint));
            return;
        }
        String pickCode = new MessageFile(exchange, endpoint).pickCode();
        DownloadLink link = endpoint.client().links().link(pickCode, agent);
        message.setBody(link.url());
        message.setHeader(Open115Constants.LINK_EXPIRES, link.expiresAt().toEpochMilli());
        message.setHeader(Open115Constants.LINK_USER_AGENT, link.userAgent());
    }

    private static List<DownloadLink> resolveAll(Collection<?> elements, String agent, Open115Endpoint endpoint) {
        List<String> pickCodes = elements.stream()
                .map(element -> MessageFile.pickCodeOf(FileReference.fileIn(element)
                        .orElseThrow(
                                () -> new IllegalArgumentException("The body is a collection, but not of files: it has "
                                        + (element == null
                                                ? "null"
                                                : element.getClass().getName())))))
                .toList();
        ResolvedLinks resolved = endpoint.client().links().resolveAll(pickCodes, agent);
        if (!resolved.failures().isEmpty()) {
            throw refusal(resolved, pickCodes.size());
        }
        return pickCodes.stream().map(resolved.links()::get).toList();
    }

    private static Open115Exception refusal(ResolvedLinks resolved, int asked) {
        Map<String, String> reasons = new LinkedHashMap<>();
        resolved.failures().forEach((pickCode, failure) -> reasons.put(pickCode, failure.getMessage()));
        Open115Exception first = resolved.failures().values().iterator().next();
        return new RefusedException(
                reasons.size() + " of " + asked + " files have no link, by pick code: "
                        + reasons.entrySet().stream()
                                .map(entry -> entry.getKey() + ": " + entry.getValue())
                                .collect(Collectors.joining("; ")),
                first.failure(),
                first);
    }
}
