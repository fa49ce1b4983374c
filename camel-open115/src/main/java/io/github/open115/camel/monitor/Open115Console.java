/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.monitor.AccountReport.Authorization;
import io.github.open115.camel.monitor.Monitoring.Monitored;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/** Shows the accounts and consumers of the context to a developer. */
@DevConsole(
        name = Open115Constants.SCHEME,
        displayName = "115 Cloud Drive",
        description = "Accounts and consumers of 115 cloud drives")
public final class Open115Console extends AbstractDevConsole {

    public Open115Console() {
        super("camel", Open115Constants.SCHEME, "115 Cloud Drive", "Accounts and consumers of 115 cloud drives");
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        List<Map<String, Object>> accounts = monitorings().stream()
                .flatMap(monitoring -> {
                    Instant now = monitoring.clock().instant();
                    return monitoring.accounts().stream().map(account -> withCode(account, now));
                })
                .toList();
        List<Map<String, Object>> consumers = monitorings().stream()
                .flatMap(monitoring -> monitoring.consumers().stream().map(ConsumerReport::toMap))
                .toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("accounts", accounts);
        all.put("consumers", consumers);
        return all;
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringJoiner lines = new StringJoiner("\n");
        for (Monitoring monitoring : monitorings()) {
            Instant now = monitoring.clock().instant();
            monitoring.accounts().forEach(account -> add(account, now, lines));
            monitoring.consumers().forEach(consumer -> add(consumer, lines));
        }
        return lines.toString();
    }

    /** The console is for the person who is to scan the code. */
    private static Map<String, Object> withCode(AccountReport account, Instant now) {
        Map<String, Object> values = account.toMap(now);
        if (account.login() != null && account.login().isCodeWaiting()) {
            values.put("loginCode", account.login().code().content());
        }
        return values;
    }

    private static void add(AccountReport account, Instant now, StringJoiner lines) {
        lines.add("Account " + account.account() + ": " + account.totalCalls() + " calls sent, "
                + account.budget().usedToday() + " of " + account.budget().requestsPerDay() + " of this day used");
        if (account.isThrottled()) {
            lines.add("    Throttled for another " + account.cooldownLeft(now).toSeconds() + " s: "
                    + account.throttledReason());
        }
        if (account.authorization() == Authorization.GOOD) {
            lines.add("    Authorized"
                    + account.tokenAge(now)
                            .map(age -> "; access token " + age.toSeconds() + " s old")
                            .orElse("")
                    + account.tokenExpiresAt()
                            .map(end -> ", valid until " + end)
                            .orElse(""));
        } else {
            lines.add("    " + account.authorizationProblem());
        }
        if (account.login() != null) {
            add(account.login(), lines);
        }
        account.calls().forEach((call, count) -> lines.add("    " + call + ": " + count));
        lines.add("    Links handed out without a call: " + account.reusedLinks());
    }

    private static void add(LoginStatus login, StringJoiner lines) {
        lines.add("    Log-in: " + login.state()
                + (login.until() == null ? "" : " until " + login.until())
                + (login.problem() == null ? "" : ": " + login.problem()));
        if (login.isCodeWaiting()) {
            lines.add("    Scan this QR code with the 115 app; its text is "
                    + login.code().content());
            lines.add(login.code().text(LoginCode.Terminal.DARK));
        }
    }

    private static void add(ConsumerReport consumer, StringJoiner lines) {
        ListingReport listing = consumer.listing();
        lines.add("Consumer"
                + (consumer.routeId() == null ? "" : " of route " + consumer.routeId())
                + ": folder " + consumer.folder() + " of account " + consumer.account());
        lines.add("    Last complete listing: " + (listing.listedAt() == null ? "none yet" : listing.listedAt()));
        lines.add("    Pending: " + listing.pending() + ", set aside: " + listing.setAsideCount() + ", failing: "
                + consumer.failing() + ", delivered: " + consumer.delivered() + ", changes waiting: "
                + consumer.changesWaiting());
        listing.setAsideFiles().forEach((id, reason) -> lines.add("    Set aside: file " + id + ", " + reason));
        if (consumer.skippedReason() != null) {
            lines.add("    Last poll skipped: " + consumer.skippedReason());
        }
    }

    private List<Monitoring> monitorings() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .filter(Monitored.class::isInstance)
                .map(component -> ((Monitored) component).monitoring())
                .filter(Objects::nonNull)
                .toList();
    }
}
