package io.github.open115.examples.gateway;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.util.ObjectHelper;
import org.eclipse.jetty.http.HttpException;

/** Camel's servlet, for which a request that the server does not go on reading is no failure of the routes. */
final class RoutesServlet extends CamelHttpTransportServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void handleService(HttpServletRequest request, HttpServletResponse response) throws Exception {
        try {
            super.handleService(request, response);
        } catch (Exception e) {
            HttpException.RuntimeException refusal = ObjectHelper.getException(HttpException.RuntimeException.class, e);
            if (refusal == null || response.isCommitted()) {
                throw e;
            }
            response.sendError(refusal.getCode());
        }
    }
}
