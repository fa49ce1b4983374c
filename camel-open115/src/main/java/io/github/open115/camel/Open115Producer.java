package io.github.open115.camel;

import io.github.open115.camel.producer.Operation;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileProducer;

/** Performs one operation for each exchange. Holds no state of its own: one producer serves all threads. */
public class Open115Producer extends GenericFileProducer<Open115File> {

    private final Open115Endpoint endpoint;

    Open115Producer(Open115Endpoint endpoint, Open115FileOperations operations) {
        super(endpoint, operations);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Operation.of(operation(exchange)).process(exchange, endpoint);
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    private Open115Operation operation(Exchange exchange) {
        Object header = exchange.getMessage().getHeader(Open115Constants.OPERATION);
        if (header instanceof Open115Operation operation) {
            return operation;
        }
        if (header != null) {
            return Open115Operation.of(header.toString());
        }
        Open115Operation option = endpoint.getConfiguration().getOperation();
        return option == null ? Open115Operation.upload : option;
    }

    @Override
    public String getFileSeparator() {
        return "/";
    }

    /** Names have no platform: a backslash in a name is a character like any other. */
    @Override
    public String normalizePath(String name) {
        return name;
    }
}
