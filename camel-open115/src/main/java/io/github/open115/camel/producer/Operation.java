package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115Operation;
import org.apache.camel.Exchange;

/** Performs one operation of the producer. Implementations hold no state. */
@FunctionalInterface
public interface Operation {

    /**
     * Performs the operation and sets its result as the body, keeping the headers that are there.
     *
     * @throws Exception when it failed; the message is left as it was
     */
    void process(Exchange exchange, Open115Endpoint endpoint) throws Exception;

    /** The handler of an operation. */
    static Operation of(Open115Operation operation) {
        return switch (operation) {
            case list -> new ListOperation();
            case search -> new SearchOperation();
            case info -> new InfoOperation();
            case resolveLink -> new ResolveLinkOperation();
            case download -> new DownloadOperation();
            case serve -> new ServeOperation();
            case move -> new MoveOperation();
            case rename -> new RenameOperation();
            case delete -> new DeleteOperation();
            case accountInfo ->
                (exchange, endpoint) ->
                        exchange.getMessage().setBody(endpoint.client().accountInfo());
            case upload ->
                (exchange, endpoint) -> {
                    throw new UnsupportedOperationException(
                            "open115 cannot upload yet. To do something else with the drive,"
                                    + " set the option operation or the header CamelOpen115Operation");
                };
        };
    }
}
