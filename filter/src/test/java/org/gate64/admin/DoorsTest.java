package org.gate64.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import org.gate64.admin.Page.Access;
import org.gate64.admin.Page.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections from elsewhere, which a test cannot make over a socket. */
class DoorsTest {

  private static final AdminToken TOKEN = AdminToken.draw(new SecureRandom());
  private static final AdminToken TELLING = AdminToken.draw(new SecureRandom());

  private final Doors doors = new Doors(new Changes.WithTokens(TOKEN, TELLING));
  private final HttpHeaders withToken =
      new DefaultHttpHeaders().set("authorization", "Bearer " + TOKEN.reveal());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.2, 127.0.0.1, true",
    "::1, ::1, true",
    "::ffff:127.0.0.1, ::1, true",
    "192.0.2.1, 192.0.2.1, true",
    "2001:db8::1, 2001:db8::1, true",
    "192.0.2.2, 192.0.2.1, false",
    "2001:db8::2, 2001:db8::1, false",
    "fe80::1, fe80::2, false",
    "192.0.2.2, 127.0.0.1, false"
  })
  void onlyThisHostItselfReadsOfOthersAndChangesThings(
      String remote, String local, boolean isThisHost) {
    Peer peer = new Peer(socket(remote), socket(local));

    assertThat(doors.refusal(page(Access.ANYBODY), withToken, peer)).isEmpty();
    assertThat(doors.refusal(page(Access.LOCAL), withToken, peer).isEmpty()).isEqualTo(isThisHost);
    assertThat(doors.refusal(page(Access.CHANGE), withToken, peer).isEmpty()).isEqualTo(isThisHost);
  }

  @Test
  void whoMayTellSomethingMayDoNothingElse() {
    Peer self = new Peer(socket("::1"), socket("::1"));
    HttpHeaders lesser =
        new DefaultHttpHeaders().set("authorization", "Bearer " + TELLING.reveal());

    assertThat(doors.refusal(page(Access.TELL), lesser, self)).isEmpty();
    assertThat(doors.refusal(page(Access.TELL), withToken, self)).isEmpty();
    assertThat(doors.refusal(page(Access.CHANGE), lesser, self)).isPresent();
    assertThat(doors.refusal(page(Access.TELL), new DefaultHttpHeaders(), self)).isPresent();
  }

  private static InetSocketAddress socket(String address) {
    return new InetSocketAddress(address, 4711);
  }

  private static Page page(Access access) {
    Response response = Response.plain(200, "");
    return new Page(
        "/", "", access, Load.SMALL, request -> CompletableFuture.completedFuture(response));
  }
}
