package io.github.open115.examples.gateway;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Who may see what. The person at this machine sees all. Whoever comes from elsewhere sees what a signed link names, and
 * download proxies may ask for links, with their secret: the rules of the service forbid public distribution.
 */
public final class AccessFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** These routes check a secret themselves. */
    private static final List<String> FOR_OTHERS = List.of("/s/", "/api/fs/link");

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** Left by reverse proxies, whose own address says nothing of who is behind them. */
    private static final List<String> TRACES_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean forOthers = FOR_OTHERS.stream().anyMatch(request.getRequestURI()::startsWith);
        if (!forOthers && !isAtThisMachine(request)) {
            refuse(response, "From here, only signed links can be opened.");
        } else if (!forOthers && isFromAnotherPage(request)) {
            refuse(response, "Another page must not do this.");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** By the address, and by the name that was asked for: a page of a stranger can let its own name mean this machine. */
    private static boolean isAtThisMachine(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && OWN_NAMES.contains(request.getServerName())
                && TRACES_OF_A_PROXY.stream().allMatch(name -> request.getHeader(name) == null);
    }

    /** Reading is the browser's to forbid; what changes something must come from the page itself. */
    private static boolean isFromAnotherPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return request.getMethod().equals("POST")
                && origin != null
                && !origin.equals("http://" + request.getHeader("Host"));
    }

    private static void refuse(HttpServletResponse response, String text) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println(text);
    }
}
