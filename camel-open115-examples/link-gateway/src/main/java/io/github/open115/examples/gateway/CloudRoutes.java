/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.client.offline.LinksNotAddedException;
import io.github.open115.client.offline.OfflineLink;
import io.github.open115.client.offline.OfflineQuota;
import io.github.open115.client.offline.OfflineScope;
import io.github.open115.client.offline.OfflineTask;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/** The cloud download of the page: links that the service fetches into the drive, and how far it is. */
final class CloudRoutes extends RouteBuilder {

    private static final String SERVER = "&httpBinding=#" + GatewayRoutes.BINDING;
    private static final String POST = "?httpMethodRestrict=POST" + SERVER;
    private static final String GET = "?httpMethodRestrict=GET" + SERVER;

    private final String root;

    /** @param root the id of the folder that is shown */
    CloudRoutes(String root) {
        this.root = root;
    }

    /**
     * Links to fetch.
     *
     * @param links a link a line
     * @param folder the id of the folder to fetch them into; empty for the one that is shown
     */
    record Links(String links, String folder) {}

    /**
     * What became of a link.
     *
     * @param outcome {@code added}, {@code existing} or {@code rejected}
     * @param message what the service says, in its language
     */
    record LinkView(String url, String outcome, String message) {

        static LinkView of(OfflineLink link) {
            return new LinkView(link.url(), link.outcome().name(), link.message());
        }
    }

    /**
     * A task.
     *
     * @param status {@code assigning}, {@code downloading}, {@code finished} or {@code failed}; null for another one
     * @param folder id of the folder that it is made in
     * @param added milliseconds since 1970; null when it is not known
     */
    record TaskView(String id, String name, long size, String status, int percent, String folder, Long added) {

        static TaskView of(OfflineTask task) {
            return new TaskView(
                    task.infoHash(),
                    task.name() == null ? task.url() : task.name(),
                    task.size(),
                    task.status() == null ? null : task.status().name(),
                    task.percentDone(),
                    task.folderId(),
                    task.addedAt() == null ? null : task.addedAt().toEpochMilli());
        }
    }

    /** All tasks, and how many more may be added. */
    record Tasks(List<TaskView> entries) {}

    /** Tasks to forget, and whether with what they have downloaded. */
    record Forgotten(List<String> ids, boolean files) {}

    /** A kind of tasks to forget. */
    record Kind(OfflineScope scope) {}

    /** How many tasks the account may add. */
    record Quota(long total, long remaining) {}

    @Override
    public void configure() {
        // the page shows which links were refused, as it does when others were taken
        onException(LinksNotAddedException.class).handled(true).process(CloudRoutes::refused);
        onException(Exception.class).handled(true).process(Replies::failure);

        from("servlet:api/cloud" + GET)
                .routeId("cloud")
                .to("open115:/?operation=offlineList")
                .process(CloudRoutes::tasks);
        from("servlet:api/cloud/quota" + GET)
                .routeId("cloud-quota")
                .to("open115:/?operation=offlineQuota")
                .process(CloudRoutes::quota);
        from("servlet:api/cloud/add" + POST)
                .routeId("cloud-add")
                .process(this::links)
                .toD("open115:/?operation=offlineAdd&rootFolderId=${exchangeProperty.folder}")
                .process(CloudRoutes::added);
        from("servlet:api/cloud/forget" + POST)
                .routeId("cloud-forget")
                .process(CloudRoutes::forgotten)
                .toD("open115:/?operation=offlineDelete&deleteSourceFiles=${exchangeProperty.files}")
                .process(exchange -> Replies.json(exchange, new ChangeRoutes.Done(1)));
        from("servlet:api/cloud/clear" + POST)
                .routeId("cloud-clear")
                .process(CloudRoutes::kind)
                .toD("open115:/?operation=offlineClear&offlineScope=${exchangeProperty.scope}")
                .process(exchange -> Replies.json(exchange, new ChangeRoutes.Done(1)));
    }

    private void links(Exchange exchange) {
        Links wanted = Replies.read(exchange, Links.class);
        ChangeRoutes.nothing(exchange);
        exchange.setProperty("folder", ChangeRoutes.folderId(wanted.folder(), root));
        exchange.getMessage().setBody(wanted.links());
    }

    private static void forgotten(Exchange exchange) {
        Forgotten wanted = Replies.read(exchange, Forgotten.class);
        ChangeRoutes.nothing(exchange);
        exchange.setProperty("files", wanted.files());
        exchange.getMessage().setBody(wanted.ids());
    }

    private static void kind(Exchange exchange) {
        Kind wanted = Replies.read(exchange, Kind.class);
        if (wanted.scope() == null) {
            throw new IllegalArgumentException("no kind of tasks");
        }
        ChangeRoutes.nothing(exchange);
        exchange.setProperty("scope", wanted.scope());
    }

    @SuppressWarnings("unchecked") // what the operation offlineList gives
    private static void tasks(Exchange exchange) {
        List<OfflineTask> tasks = exchange.getMessage().getBody(List.class);
        Replies.json(exchange, new Tasks(tasks.stream().map(TaskView::of).toList()));
    }

    private static void quota(Exchange exchange) {
        OfflineQuota quota = exchange.getMessage().getBody(OfflineQuota.class);
        Replies.json(exchange, new Quota(quota.total(), quota.remaining()));
    }

    @SuppressWarnings("unchecked") // what the operation offlineAdd gives
    private static void added(Exchange exchange) {
        List<OfflineLink> links = exchange.getMessage().getBody(List.class);
        Replies.json(exchange, links.stream().map(LinkView::of).toList());
    }

    private static void refused(Exchange exchange) {
        LinksNotAddedException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, LinksNotAddedException.class);
        Message message = exchange.getMessage();
        message.setBody(failure.links());
        added(exchange);
    }
}
