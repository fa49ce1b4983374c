package io.github.open115.camel.serve;

import java.util.Set;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Which headers pass between HTTP and a route that serves files, for the option {@code headerFilterStrategy} of Camel's
 * HTTP servers. Their own keeps {@code Content-Length} and {@code Cache-Control} back. Without a length, an answer whose
 * content breaks off on the way ends like a complete one, and nobody notices that the file is cut.
 *
 * <p>Headers of Camel pass in neither direction.
 */
public final class AnswerHeaders extends DefaultHeaderFilterStrategy {

    /** What a server sees to itself. */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "connection", "content-type", "date", "host", "keep-alive", "trailer", "transfer-encoding", "upgrade");

    public AnswerHeaders() {
        setOutFilter(OF_THE_SERVER);
        // before Camel 4.22 nothing is kept back unless it is asked for
        setLowerCase(true);
        setInFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
    }
}
