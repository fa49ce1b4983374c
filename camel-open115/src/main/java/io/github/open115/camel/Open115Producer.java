/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.consumer.Open115FileOperations;
import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.producer.OperationContext;
import io.github.open115.camel.producer.Operations;
import io.github.open115.camel.producer.UploadOptions;
import io.github.open115.camel.serve.Serving;
import io.github.open115.client.Open115Client;
import java.time.Duration;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileProducer;

/** Performs one operation for each exchange. Has no state: one producer serves all threads. */
public class Open115Producer extends GenericFileProducer<Open115File> {

    private final OperationContext context;
    private final Open115Operation defaultOperation;

    Open115Producer(Open115Endpoint endpoint, Open115FileOperations operations) {
        super(endpoint, operations);
        Open115Configuration configuration = endpoint.getConfiguration();
        this.defaultOperation =
                configuration.getOperation() == null ? Open115Operation.upload : configuration.getOperation();
        this.context = new EndpointContext(
                endpoint,
                new OperationContext.Options(
                        configuration.getRootFolderId(),
                        configuration.getDirectory(),
                        configuration.getFileId(),
                        endpoint.getFileName(),
                        endpoint.isRecursive(),
                        configuration.getListOutput() == Open115Configuration.ListOutput.iterator,
                        configuration.isListPaths(),
                        configuration.getPageSize(),
                        Duration.ofMillis(configuration.getListMaxAge()),
                        endpoint.isAutoCreate(),
                        endpoint.isFlatten(),
                        configuration.getRecycleBinScope() == Open115Configuration.RecycleBinScope.all),
                endpoint.uploadOptions(),
                new OperationContext.OfflineAndVideoOptions(
                        configuration.isFailOnRejectedLink(),
                        configuration.getOfflineScope(),
                        configuration.isDeleteSourceFiles(),
                        configuration.getVideoPushBy()));
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Operations.perform(operation(exchange), exchange, context);
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
        return header == null ? defaultOperation : Open115Operation.of(header.toString());
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

    /** The endpoint makes its client at the first call, and another one after a restart. */
    private record EndpointContext(
            Open115Endpoint endpoint,
            Options options,
            UploadOptions uploadOptions,
            OfflineAndVideoOptions offlineAndVideoOptions)
            implements OperationContext {

        @Override
        public Open115Client client() {
            return endpoint.client();
        }

        @Override
        public DrivePaths paths() {
            return endpoint.paths();
        }

        @Override
        public FileContents contents() {
            return endpoint.contents();
        }

        @Override
        public Serving serving() {
            return endpoint.serving();
        }

        @Override
        public TargetFolders folders() {
            return endpoint.uploadFolders();
        }
    }
}
