package org.gate64.reputation.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.impl.MemberImpl;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.internal.partition.PartitionStateVersionMismatchException;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.SerializationClassNameFilter;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import com.hazelcast.spi.exception.WrongTargetException;
import com.hazelcast.version.MemberVersion;
import java.io.EOFException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What members answer where they cannot do what they were asked. An answer that cannot be read is
 * none: whoever asked waits for it as long as it takes to give up, and records that were to move
 * stay where they are for minutes.
 */
class SentExceptionsTest {

  /** The parts of Hazelcast that members use here. */
  private static final Pattern IN_USE =
      Pattern.compile(
          "com/hazelcast/(core|spi/exception|partition|nio|memory|transaction|splitbrainprotection"
              + "|internal/(cluster|partition|serialization)|map(/impl/operation)?|query)"
              + "(/impl(/compact)?)?/[^/]+\\.class");

  private final InternalSerializationService wire =
      new DefaultSerializationServiceBuilder().setConfig(Serialization.config()).build();

  @AfterEach
  void stop() {
    wire.dispose();
  }

  @Test
  void allThatAreHazelcastsOwnAreUnderstood() throws Exception {
    List<String> refused = new ArrayList<>();
    SerializationClassNameFilter filter =
        new SerializationClassNameFilter(Serialization.config().getJavaSerializationFilterConfig());
    List<Class<?>> exceptions = exceptionsInUse();
    for (Class<?> exception : exceptions) {
      for (Class<?> each = exception; each != Object.class; each = each.getSuperclass()) {
        try {
          filter.filter(each.getName());
        } catch (SecurityException e) {
          refused.add(each.getName());
        }
      }
    }

    assertThat(exceptions).hasSizeGreaterThan(30);
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void whatTheyCarryIsUnderstoodToo(Throwable sent) throws IOException {
    sent.addSuppressed(new IllegalStateException("beside", new EOFException("cause")));
    Data data = wire.toData(sent);

    Throwable received = wire.toObject(data);

    assertThat(received).isExactlyInstanceOf(sent.getClass()).hasMessage(sent.getMessage());
    assertThat(received.getSuppressed()).hasSize(1);
  }

  static Stream<Throwable> exceptions() throws UnknownHostException {
    MemberImpl member =
        new MemberImpl.Builder(new Address("127.0.0.1", 5701))
            .version(MemberVersion.of(5, 7, 0))
            .uuid(new UUID(6, 4))
            .build();
    return Stream.of(
        new PartitionStateVersionMismatchException(1, 0),
        new MemberLeftException(member),
        new WrongTargetException(member, member, 1, 0, "operation"),
        new ExecutionException(new InterruptedException()),
        new CompletionException(new CancellationException()),
        new ConcurrentModificationException(),
        new ArrayIndexOutOfBoundsException(),
        new AssertionError(new OutOfMemoryError()),
        new StackOverflowError());
  }

  @Test
  void anExceptionThatHazelcastDoesNotThrowIsNotRead() {
    Data data = wire.toData(new URISyntaxException("", "of another library"));

    assertThatThrownBy(() -> wire.toObject(data))
        .isInstanceOf(HazelcastSerializationException.class)
        .hasRootCauseInstanceOf(SecurityException.class);
  }

  private static List<Class<?>> exceptionsInUse() throws Exception {
    Path jar = Path.of(Hazelcast.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> found = new ArrayList<>();
    try (JarFile classes = new JarFile(jar.toFile())) {
      for (String name : classes.stream().map(Object::toString).toList()) {
        if (IN_USE.matcher(name).matches() && name.matches(".*(Exception|Error).*")) {
          Class<?> type =
              Class.forName(
                  name.replace('/', '.').replaceAll("\\.class$", ""),
                  false,
                  Hazelcast.class.getClassLoader());
          if (Throwable.class.isAssignableFrom(type)) {
            found.add(type);
          }
        }
      }
    }
    return found;
  }
}
