/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import io.github.open115.client.internal.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.InetAddressUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in a database which files were delivered, for any number of instances that poll one folder. Each file is a
 * row, which an instance claims for {@code leaseTime} and renews every {@code heartbeatInterval} while it lives. If the
 * instance dies, the file is free again when the lease ends. A file that was confirmed is done for all instances. The
 * times are those of the database's clock.
 *
 * <p>While the database cannot be reached, polls fail. The outcomes of files that are being processed are kept in memory and
 * written when the database is back. Tested on PostgreSQL and H2.
 *
 * <pre>{@code
 * registry.bind("claims", new JdbcClaimRepository(dataSource, "inbox").createTables());
 * from("open115:/inbox?idempotentRepository=#claims")
 * }</pre>
 */
@ManagedResource(description = "Claims on files that several instances share")
public final class JdbcClaimRepository extends ServiceSupport implements ClaimingRepository, CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcClaimRepository.class);

    private static final int LONGEST_NAME = 255;

    private CamelContext camelContext;
    private DataSource dataSource;
    private String repositoryName;
    private boolean createTables;
    private long leaseTime = 60_000;
    private long heartbeatInterval = 15_000;
    private int retentionDays;
    // null while this is not running
    private volatile ClaimOwner owner;
    private ScheduledExecutorService heart;

    /** For containers of beans: {@code dataSource} and {@code repositoryName} must be set before the start. */
    public JdbcClaimRepository() {}

    /**
     * No connection is made before the first use.
     *
     * @param dataSource the database; it is not closed. A pool is advisable, since each claim is a transaction
     * @param repositoryName distinguishes the rows of this repository from others in the same table, 1 to 255 characters;
     *     the same in all instances, and another one for each route
     */
    public JdbcClaimRepository(DataSource dataSource, String repositoryName) {
        this.dataSource = dataSource;
        this.repositoryName = repositoryName;
    }

    /** The statements that make the table, for databases where an application may not; they can be repeated. */
    public static List<String> tableStatements() {
        return ClaimTable.TABLE.statements();
    }

    /**
     * Makes the table if it is missing.
     *
     * @return this repository
     * @throws ClaimException when the database cannot be reached, or does not let this user make tables
     */
    public JdbcClaimRepository createTables() {
        database().createTables(List.of(ClaimTable.TABLE));
        return this;
    }

    /**
     * Claims a file.
     *
     * @return false when the file is done, or claimed by this or another instance that is alive
     * @throws ClaimException when the database cannot be used
     */
    @Override
    public boolean add(String key) {
        return owner().claim(key);
    }

    /** Whether the file is done, or claimed by this or another instance that is alive. */
    @Override
    public boolean contains(String key) {
        return !states(List.of(key)).isEmpty();
    }

    @Override
    public Map<String, State> states(Collection<String> keys) {
        return owner().states(keys);
    }

    @Override
    public boolean renew(String key) {
        return owner().renew(key);
    }

    /**
     * Marks a file as done for all instances, until it is forgotten.
     *
     * @return false when the claim had ended and another instance took the file over, which is logged; also when the
     *     database cannot be used now: then the mark is written when the database is back
     */
    @Override
    public boolean confirm(String key) {
        return settle(key, true);
    }

    /**
     * Gives the claim on a file back, so that any instance may take it. A file that is done stays done; use
     * {@link #forget} to deliver it again.
     *
     * @return whether this instance had claimed the file; false also when the database cannot be used now: then the claim
     *     is given back when the database is back
     */
    @Override
    public boolean remove(String key) {
        return settle(key, false);
    }

    /** Called at the end of an exchange. An exchange that ends after the context was stopped must not fail here. */
    private boolean settle(String key, boolean done) {
        ClaimOwner current = owner;
        if (current == null) {
            LOG.warn("The file with key {} ended after its repository had stopped; it will be delivered again", key);
            return false;
        }
        return current.settle(key, done);
    }

    /** Forgets all files that are done. Claims stay. */
    @Override
    @ManagedOperation(description = "Forgets all files that are done, so that they are delivered again")
    public void clear() {
        owner().forgetAll();
    }

    @Override
    @ManagedOperation(description = "Forgets that a file is done, so that it is delivered again")
    public boolean forget(String key) {
        return owner().forget(key);
    }

    @Override
    protected void doStart() {
        requireOptions();
        if (createTables) {
            createTables();
        }
        heart = camelContext
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "Open115Claims-" + repositoryName);
        ClaimOwner starting = new ClaimOwner(
                database(), new ClaimTable(repositoryName), nameOfThisStart(), Duration.ofMillis(leaseTime));
        owner = starting;
        heart.scheduleWithFixedDelay(() -> starting.beat(retentionDays), 0, heartbeatInterval, TimeUnit.MILLISECONDS);
    }

    private static String nameOfThisStart() {
        return String.join(
                "/",
                InetAddressUtil.getLocalHostNameSafe(),
                String.valueOf(ProcessHandle.current().pid()),
                UUID.randomUUID().toString().substring(0, 8));
    }

    /** Gives the claims back, so that the other instances need not wait for the end of the lease. */
    @Override
    protected void doStop() {
        if (heart != null) {
            camelContext.getExecutorServiceManager().shutdownGraceful(heart);
            heart = null;
        }
        ClaimOwner leaving = owner;
        owner = null;
        if (leaving != null) {
            leaving.leave();
        }
    }

    private Database database() {
        require(dataSource != null, "dataSource", null, "give the database that all instances share");
        return new Database(dataSource, JdbcClaimRepository.class, ClaimException::new);
    }

    private ClaimOwner owner() {
        ClaimOwner current = owner;
        if (current == null) {
            throw new IllegalStateException("The repository of claims '" + repositoryName
                    + "' is not running: it starts and stops with the Camel context");
        }
        return current;
    }

    private void requireOptions() {
        require(
                repositoryName != null && !repositoryName.isBlank() && repositoryName.length() <= LONGEST_NAME,
                "repositoryName",
                repositoryName,
                "it must have 1 to " + LONGEST_NAME + " characters, the same in all instances");
        require(heartbeatInterval > 0, "heartbeatInterval", heartbeatInterval, "it must be above 0 ms");
        require(
                leaseTime >= 2 * heartbeatInterval,
                "leaseTime",
                leaseTime,
                "it must be at least twice heartbeatInterval (" + heartbeatInterval + " ms), better four times");
        require(retentionDays >= 0, "retentionDays", retentionDays, "give a number of days, or 0 to keep for ever");
    }

    private static void require(boolean condition, String option, Object value, String advice) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "JdbcClaimRepository cannot work with " + option + "=" + value + ": " + advice);
        }
    }

    /** The owner of the claims of this instance: host, process and a mark of this start; null before the start. */
    @ManagedAttribute(description = "Owner of the claims of this instance: host, process, and a mark of this start")
    public String getOwner() {
        ClaimOwner current = owner;
        return current == null ? null : current.owner();
    }

    /** Files that were processed here, which is not written yet because the database was away. */
    @ManagedAttribute(description = "Files that were processed while the database could not be told so")
    public long getUnwrittenCount() {
        ClaimOwner current = owner;
        return current == null ? 0 : current.doneButUnwritten();
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** The database that all instances share; it is not closed. Required. */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @ManagedAttribute(description = "Name that the rows of this repository carry")
    public String getRepositoryName() {
        return repositoryName;
    }

    /** The name that the rows carry: the same in all instances, and another one for each route. Required. */
    public void setRepositoryName(String repositoryName) {
        this.repositoryName = repositoryName;
    }

    /** Whether the table is made at the start if it is missing; false by default. */
    public void setCreateTables(boolean createTables) {
        this.createTables = createTables;
    }

    @ManagedAttribute(description = "How long a claim lasts without a heartbeat, in ms")
    public long getLeaseTime() {
        return leaseTime;
    }

    /**
     * How long a claim lasts without a heartbeat, in ms; 60000 by default, counted in whole seconds. If an instance pauses
     * for longer, others deliver the files that it has claimed. The files of a dead instance wait that long.
     */
    public void setLeaseTime(long leaseTime) {
        this.leaseTime = leaseTime;
    }

    @ManagedAttribute(description = "How often the claims are renewed, in ms")
    public long getHeartbeatInterval() {
        return heartbeatInterval;
    }

    /** How often the claims are renewed, in ms; 15000 by default, and at most half of {@code leaseTime}. */
    public void setHeartbeatInterval(long heartbeatInterval) {
        this.heartbeatInterval = heartbeatInterval;
    }

    @ManagedAttribute(description = "After how many days files that are done are forgotten; 0 is never")
    public int getRetentionDays() {
        return retentionDays;
    }

    /**
     * After how many days files that are done are forgotten; 0, the default, is never. A file that is still in the folder
     * can then be delivered again, so this is for routes that delete or move the files that they have processed.
     */
    public void setRetentionDays(int retentionDays) {
        this.retentionDays = retentionDays;
    }
}
