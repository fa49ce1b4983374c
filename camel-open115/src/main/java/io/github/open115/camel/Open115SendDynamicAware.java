package io.github.open115.camel;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileSendDynamicAware;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.util.URISupport;

/** Lets {@code toD} with a changing {@code fileName} or {@code fileId} use one endpoint. */
@SendDynamic(Open115Constants.SCHEME)
public class Open115SendDynamicAware extends GenericFileSendDynamicAware {

    private static final String FILE_ID = "fileId";

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        String uri = super.resolveStaticUri(exchange, entry);
        Map<String, Object> written = URISupport.parseQuery(URISupport.extractQuery(entry.getOriginalUri()));
        if (!written.containsKey(FILE_ID)) {
            return uri;
        }
        // as it was written: the endpoint evaluates the expression for each message
        entry.getProperties().put(FILE_ID, written.get(FILE_ID));
        return asEndpointUri(exchange, uri, entry.getProperties());
    }
}
