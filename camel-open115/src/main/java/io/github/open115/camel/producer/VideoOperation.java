/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.client.video.PushBy;
import io.github.open115.client.video.Videos;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** An operation on a video of the drive, which is named as any file. A pick code saves the look-up. */
final class VideoOperation implements Operation {

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(\\.\\d+)?");

    private final Preparation preparation;

    private VideoOperation(Preparation preparation) {
        this.preparation = preparation;
    }

    /** Checks what the message says, before a call. */
    @FunctionalInterface
    private interface Preparation {

        /** @return the call for a pick code; its result becomes the body */
        Function<String, Object> prepare(Message message, OperationContext context);
    }

    static VideoOperation play() {
        return new VideoOperation((message, context) -> videos(context)::play);
    }

    static VideoOperation push() {
        return new VideoOperation((message, context) -> {
            PushBy by = context.offlineAndVideoOptions().pushBy();
            return pickCode -> {
                videos(context).push(pickCode, by);
                return null;
            };
        });
    }

    static VideoOperation subtitles() {
        return new VideoOperation((message, context) -> videos(context)::subtitles);
    }

    static VideoOperation history() {
        return new VideoOperation((message, context) ->
                pickCode -> videos(context).position(pickCode).orElse(null));
    }

    static VideoOperation setHistory() {
        return new VideoOperation((message, context) -> {
            boolean watched = isWatched(message);
            long position = position(message, watched);
            return pickCode -> {
                videos(context).savePosition(pickCode, position, watched);
                return null;
            };
        });
    }

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        Function<String, Object> call = preparation.prepare(message, context);
        TargetResolver targets = new TargetResolver(exchange, context);
        TargetFile target = targets.file();
        message.setBody(call.apply(target.pickCode(targets.maxAge())));
        target.foundByPickCode();
    }

    private static Videos videos(OperationContext context) {
        return context.client().videos();
    }

    private static long position(Message message, boolean watched) {
        Object header = message.getHeader(Open115Constants.POSITION);
        if (header == null) {
            if (watched) {
                return 0;
            }
            throw new IllegalArgumentException("The message says no position in the video: set the header "
                    + Open115Constants.POSITION + " to seconds, or " + Open115Constants.WATCHED + " to true");
        }
        var seconds = SECONDS.matcher(header.toString().strip());
        if (!seconds.matches()) {
            throw new IllegalArgumentException("The header " + Open115Constants.POSITION + "='" + header
                    + "' is no position in a video: set it to seconds from the beginning, 0 or more");
        }
        return Long.parseLong(seconds.group(1));
    }

    private static boolean isWatched(Message message) {
        Object header = message.getHeader(Open115Constants.WATCHED);
        String text = header == null ? "false" : header.toString().strip();
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("The header " + Open115Constants.WATCHED + "='" + header
                    + "' cannot be used: set it to true or false, or remove it");
        }
        return text.equalsIgnoreCase("true");
    }
}
