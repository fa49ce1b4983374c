package io.github.open115.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.StartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reckons, when the context has started, what the polls of all its routes cost in a day at least, and warns when that is
 * more than half of what an account may use: polls would then be stretched, and little is left for anything else.
 */
final class PollCosts implements StartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(PollCosts.class);
    private static final double MILLIS_OF_A_DAY = 86_400_000;

    private final Open115Component component;

    PollCosts(Open115Component component) {
        this.component = component;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // routes start after this
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        Map<String, List<Open115Endpoint>> polled = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof Open115Consumer
                    && route.getEndpoint() instanceof Open115Endpoint endpoint
                    && endpoint.component() == component
                    && hasFixedDelay(endpoint)) {
                polled.computeIfAbsent(endpoint.client().account().name(), name -> new ArrayList<>())
                        .add(endpoint);
            }
        }
        polled.forEach(this::check);
    }

    private static boolean hasFixedDelay(Open115Endpoint endpoint) {
        Object scheduler = endpoint.getScheduler();
        return (scheduler == null || scheduler.equals("none")) && endpoint.getDelay() > 0;
    }

    private void check(String account, List<Open115Endpoint> endpoints) {
        double polls = endpoints.stream().mapToDouble(PollCosts::pollsADay).sum();
        int perDay = endpoints.get(0).client().account().budget().requestsPerDay();
        if (polls <= perDay / 2.0) {
            return;
        }
        StringBuilder sum = new StringBuilder();
        for (Open115Endpoint endpoint : endpoints) {
            sum.append(sum.isEmpty() ? "" : " + ")
                    .append(String.format(
                            Locale.ROOT, "86400 s / %.3g s (%s)", delayMillis(endpoint) / 1000.0, endpoint));
        }
        LOG.warn(
                "The polls of account '{}' alone need at least {} calls a day, which is more than half of"
                        + " requestsPerDay={}: {}, one call a poll. Listings will be stretched over the day when they"
                        + " have used up their part: give the consumers a longer delay",
                account,
                Math.round(polls),
                perDay,
                sum);
    }

    private static double pollsADay(Open115Endpoint endpoint) {
        return MILLIS_OF_A_DAY / delayMillis(endpoint);
    }

    private static long delayMillis(Open115Endpoint endpoint) {
        return Math.max(1, endpoint.getTimeUnit().toMillis(endpoint.getDelay()));
    }
}
