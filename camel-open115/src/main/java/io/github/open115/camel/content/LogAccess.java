package io.github.open115.camel.content;

import org.apache.camel.support.MessageHelper;

/**
 * Tells whether a body is read in order to be shown in a log or a trace. Camel takes a stream cache for content that lies
 * at hand, and the backlog tracer would fetch each file at each step; a read that fails makes it show the body's
 * {@code toString} in place of the content. Nothing but the stack tells who reads.
 */
final class LogAccess {

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String READER = MessageHelper.class.getName();
    private static final String METHOD = "extractValueForLogging";

    private LogAccess() {}

    static boolean isInProgress() {
        return STACK.walk(frames -> frames.anyMatch(frame ->
                frame.getMethodName().equals(METHOD) && frame.getClassName().equals(READER)));
    }
}
