package org.gate64.reputation.hazelcast;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Where the adapter's work is done.
 *
 * @param timer ends waiting; never held up
 * @param callbacks takes what the cluster answers, and completes reads; lives as long as the
 *     process, for Hazelcast keeps one for all its members
 * @param writing sends changes and looks after the cluster's health; four threads at least, which
 *     may have to wait for members that hang
 */
public record ClusterThreads(
    ScheduledExecutorService timer, Executor callbacks, ScheduledExecutorService writing) {}
