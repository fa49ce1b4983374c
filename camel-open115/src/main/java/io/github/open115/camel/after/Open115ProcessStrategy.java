/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.client.http.RefusedException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileMessage;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.strategy.GenericFileProcessStrategySupport;
import org.apache.camel.support.ExchangeHelper;

/**
 * Moves and deletes files around their exchange by id: {@code preMove} before it, {@code move} or {@code delete} after
 * success, {@code moveFailed} after a failure. Camel's own strategies work on paths: they delete the target first, and a
 * move costs six calls. Nothing is locked, because the content of a file never changes under its id.
 */
public final class Open115ProcessStrategy extends GenericFileProcessStrategySupport<Open115File> {

    private final Supplier<AfterProcessing> after;
    private final Expression preMove;
    private final Expression move;
    private final Expression moveFailed;
    private final boolean delete;

    /** The strategy for the options of an endpoint. */
    public Open115ProcessStrategy(GenericFileEndpoint<Open115File> endpoint, Supplier<AfterProcessing> after) {
        this.after = after;
        this.preMove = endpoint.getPreMove();
        this.move = endpoint.getMove();
        this.moveFailed = endpoint.getMoveFailed();
        this.delete = endpoint.isDelete();
    }

    @Override
    public boolean begin(
            GenericFileOperations<Open115File> operations,
            GenericFileEndpoint<Open115File> endpoint,
            Exchange exchange,
            GenericFile<Open115File> file) {
        if (preMove != null) {
            Open115RemoteFile remote = (Open115RemoteFile) file;
            MoveTarget target = target(preMove, exchange, remote);
            remote.moved(
                    after.get().move(change(remote, target), back(remote, target)), target.safeFolder(), target.name());
            updateHeaders(exchange, remote);
        }
        return true;
    }

    @Override
    public void commit(
            GenericFileOperations<Open115File> operations,
            GenericFileEndpoint<Open115File> endpoint,
            Exchange exchange,
            GenericFile<Open115File> file)
            throws Exception {
        try {
            super.commit(operations, endpoint, exchange, file);
            if (delete) {
                after.get().add(Change.delete(file.getFile().id()));
            } else if (move != null) {
                moveAfterwards(move, exchange, (Open115RemoteFile) file);
            }
        } finally {
            end(file);
        }
    }

    @Override
    public void rollback(
            GenericFileOperations<Open115File> operations,
            GenericFileEndpoint<Open115File> endpoint,
            Exchange exchange,
            GenericFile<Open115File> file)
            throws Exception {
        try {
            super.rollback(operations, endpoint, exchange, file);
            if (!exchange.isFailed()) {
                // so that the file is delivered again
                exchange.setException(new IllegalStateException(
                        "The idempotentRepository of " + endpoint + " could not remember " + file));
            }
            if (moveFailed != null) {
                moveAfterwards(moveFailed, exchange, (Open115RemoteFile) file);
            }
        } finally {
            end(file);
        }
    }

    private void end(GenericFile<Open115File> file) {
        if (preMove != null) {
            after.get().keep(file.getFile().id());
        }
    }

    private void moveAfterwards(Expression expression, Exchange exchange, Open115RemoteFile file) {
        // the route may have changed the headers that the expression reads: evaluate it on the file as it was polled
        Exchange copy = ExchangeHelper.createCopy(exchange, true);
        file.bindToExchange(copy);
        after.get().add(change(file, target(expression, copy, file)));
    }

    private static MoveTarget target(Expression expression, Exchange exchange, Open115RemoteFile file) {
        return MoveTarget.of(file, expression.evaluate(exchange, String.class));
    }

    private static Change change(Open115RemoteFile file, MoveTarget target) {
        return Change.move(
                        file.getFile().id(),
                        target.base(),
                        target.below(),
                        file.getFile().name(),
                        target.name())
                .checked();
    }

    private static Change back(Open115RemoteFile file, MoveTarget target) {
        Change back = Change.move(
                file.getFile().id(),
                file.folder(),
                List.of(),
                target.name(),
                file.getFile().name());
        try {
            return back.checked();
        } catch (RefusedException e) {
            // other clients can give names that this service refuses here: the file comes back under the new name
            return back.renamed();
        }
    }

    private static void updateHeaders(Exchange exchange, Open115RemoteFile file) {
        Object name = exchange.getIn().getHeader(Open115Constants.FILE_NAME);
        @SuppressWarnings("unchecked")
        GenericFileMessage<Open115File> message = exchange.getIn(GenericFileMessage.class);
        file.populateHeaders(message, false);
        exchange.getIn().setHeader(Open115Constants.FILE_NAME, name);
    }
}
