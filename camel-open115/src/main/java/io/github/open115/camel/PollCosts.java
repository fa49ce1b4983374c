package io.github.open115.camel;

import java.util.LinkedHashMap;
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
        Map<String, Map<String, Open115Consumer>> polled = new TreeMap<>();
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof Open115Consumer consumer
                    && route.getEndpoint() instanceof Open115Endpoint endpoint
                    && endpoint.component() == component
                    && hasFixedDelay(endpoint)) {
                polled.computeIfAbsent(endpoint.client().account().name(), name -> new LinkedHashMap<>())
                        .merge(listingOf(endpoint), consumer, PollCosts::moreOften);
            }
        }
        polled.forEach((account, consumers) -> check(account, List.copyOf(consumers.values())));
    }

    /** The same for endpoints of which one listing serves all. */
    private static String listingOf(Open115Endpoint endpoint) {
        Open115Configuration options = endpoint.getConfiguration();
        boolean shares = options.isIncremental() && Boolean.TRUE.equals(endpoint.isIdempotent());
        return shares
                ? options.getRootFolderId() + "/" + options.getDirectory() + "?" + endpoint.isRecursive()
                : endpoint.getEndpointUri();
    }

    private static Open115Consumer moreOften(Open115Consumer one, Open115Consumer other) {
        return one.delay().compareTo(other.delay()) <= 0 ? one : other;
    }

    private static boolean hasFixedDelay(Open115Endpoint endpoint) {
        Object scheduler = endpoint.getScheduler();
        return scheduler == null || scheduler.equals("none");
    }

    private void check(String account, List<Open115Consumer> consumers) {
        double polls = consumers.stream().mapToDouble(PollCosts::pollsADay).sum();
        int perDay = ((Open115Endpoint) consumers.get(0).getEndpoint())
                .client()
                .account()
                .budget()
                .requestsPerDay();
        if (polls <= perDay / 2.0) {
            return;
        }
        StringBuilder sum = new StringBuilder();
        for (Open115Consumer consumer : consumers) {
            sum.append(sum.isEmpty() ? "" : " + ")
                    .append(String.format(
                            Locale.ROOT,
                            "86400 s / %.3g s (%s)",
                            delayMillis(consumer) / 1000.0,
                            consumer.getEndpoint()));
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

    private static double pollsADay(Open115Consumer consumer) {
        return MILLIS_OF_A_DAY / delayMillis(consumer);
    }

    private static long delayMillis(Open115Consumer consumer) {
        return Math.max(1, consumer.delay().toMillis());
    }
}
