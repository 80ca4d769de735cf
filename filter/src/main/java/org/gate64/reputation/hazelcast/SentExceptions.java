package org.gate64.reputation.hazelcast;

import com.hazelcast.config.JavaSerializationFilterConfig;

/**
 * The exceptions that members answer with, and nothing else. All that Hazelcast has for the parts
 * of it that are in use must be here: an answer that may not be read is lost, and whoever asked
 * waits until he gives up. Where that is the move of a record's partition, all later moves wait
 * with it, for minutes in which not every record has its copy.
 */
final class SentExceptions {

  private static final String[] PACKAGES_OF_HAZELCAST = {
    "com.hazelcast.spi.exception.",
    "com.hazelcast.core.",
    "com.hazelcast.partition.",
    "com.hazelcast.nio.serialization.",
    "com.hazelcast.transaction."
  };

  /** Where others lie beside them, or one carries it. */
  private static final String[] CLASSES_OF_HAZELCAST = {
    "com.hazelcast.internal.cluster.impl.ClusterTopologyChangedException",
    "com.hazelcast.internal.cluster.impl.ConfigMismatchException",
    "com.hazelcast.internal.cluster.impl.MasterNodeChangedException",
    "com.hazelcast.internal.cluster.impl.VersionMismatchException",
    "com.hazelcast.internal.partition.PartitionStateVersionMismatchException",
    "com.hazelcast.internal.serialization.impl.compact"
        + ".ReflectiveCompactSerializationUnsupportedException",
    "com.hazelcast.map.QueryResultSizeExceededException",
    "com.hazelcast.map.ReachedMaxSizeException",
    "com.hazelcast.map.impl.operation.EntryOffloadableLockMismatchException",
    "com.hazelcast.map.impl.operation.MapFetchIndexOperation$MissingPartitionException",
    "com.hazelcast.memory.NativeOutOfMemoryError",
    "com.hazelcast.query.QueryException",
    "com.hazelcast.splitbrainprotection.SplitBrainProtectionException",
    "com.hazelcast.version.MemberVersion"
  };

  /** What they are made of, and what may come of an error in any of them. */
  private static final String[] CLASSES_OF_JAVA = {
    "java.lang.Throwable",
    "java.lang.Exception",
    "java.lang.RuntimeException",
    "java.lang.ArithmeticException",
    "java.lang.ArrayIndexOutOfBoundsException",
    "java.lang.ClassCastException",
    "java.lang.IllegalArgumentException",
    "java.lang.IllegalMonitorStateException",
    "java.lang.IllegalStateException",
    "java.lang.IndexOutOfBoundsException",
    "java.lang.InterruptedException",
    "java.lang.NegativeArraySizeException",
    "java.lang.NullPointerException",
    "java.lang.NumberFormatException",
    "java.lang.SecurityException",
    "java.lang.UnsupportedOperationException",
    "java.lang.Error",
    "java.lang.AssertionError",
    "java.lang.LinkageError",
    "java.lang.NoClassDefFoundError",
    "java.lang.VirtualMachineError",
    "java.lang.OutOfMemoryError",
    "java.lang.StackOverflowError",
    "java.lang.ReflectiveOperationException",
    "java.lang.ClassNotFoundException",
    "java.io.IOException",
    "java.io.EOFException",
    "java.io.UncheckedIOException",
    "java.time.DateTimeException",
    "java.util.ConcurrentModificationException",
    "java.util.NoSuchElementException",
    "java.util.concurrent.CancellationException",
    "java.util.concurrent.CompletionException",
    "java.util.concurrent.ExecutionException",
    "java.util.concurrent.RejectedExecutionException",
    "java.util.concurrent.TimeoutException",
    "java.lang.StackTraceElement",
    "[Ljava.lang.StackTraceElement;",
    "java.util.Collections$EmptyList",
    "java.util.Collections$UnmodifiableList",
    "java.util.Collections$UnmodifiableCollection",
    "java.util.ArrayList"
  };

  private SentExceptions() {}

  static JavaSerializationFilterConfig filter() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter
        .getWhitelist()
        .addPrefixes(PACKAGES_OF_HAZELCAST)
        .addClasses(CLASSES_OF_HAZELCAST)
        .addClasses(CLASSES_OF_JAVA);
    return filter;
  }
}
