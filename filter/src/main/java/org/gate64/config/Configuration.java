package org.gate64.config;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gate64.dns.DnsSettings;
import org.gate64.evidence.dkim.DkimSettings;
import org.gate64.net.ListenAddress;
import org.gate64.net.Network;
import org.gate64.reputation.ClusterSettings;

/**
 * All that an administrator can set. {@code conf/gate64.conf} describes every key in the words of a
 * postmaster.
 *
 * @param listen where mail servers connect, at least one
 * @param socketMode the permissions of unix sockets
 * @param socketGroup the group of unix sockets; empty: the daemon's own
 * @param authservId the name in {@code Authentication-Results} (RFC 8601, section 2.5); empty: the
 *     mail server's own, macro {@code j}
 * @param trustedNetworks whose mail is never judged
 * @param stateDir where the daemon keeps what must outlive it; empty: nothing is kept
 * @param cluster how the memory is shared with other nodes; empty: it is not
 */
public record Configuration(
    List<ListenAddress> listen,
    Set<PosixFilePermission> socketMode,
    Optional<String> socketGroup,
    Optional<String> authservId,
    Set<Network> trustedNetworks,
    Optional<Path> stateDir,
    NetworkSettings network,
    LimitSettings limits,
    DnsSettings dns,
    SpfSettings spf,
    DkimSettings dkim,
    PolicySettings policy,
    MemorySettings reputation,
    Optional<ClusterSettings> cluster,
    HeaderSettings headers,
    AdminSettings admin,
    LogSettings log) {

  public Configuration {
    listen = List.copyOf(listen);
    socketMode = Collections.unmodifiableSet(copyOf(socketMode));
    trustedNetworks = Set.copyOf(trustedNetworks);
  }

  /** What holds where the file says nothing. */
  public static Configuration defaults() {
    return new Configuration(
        List.of(ListenAddress.parse("inet:8864@127.0.0.1").orElseThrow()),
        PosixFilePermissions.fromString("rw-rw----"),
        Optional.empty(),
        Optional.empty(),
        Set.of(Network.parse("127.0.0.0/8").orElseThrow(), Network.parse("::1/128").orElseThrow()),
        Optional.of(Path.of("/var/lib/gate64")),
        NetworkSettings.defaults(),
        LimitSettings.defaults(),
        DnsSettings.defaults(),
        SpfSettings.defaults(),
        DkimSettings.defaults(),
        PolicySettings.defaults(),
        MemorySettings.defaults(),
        Optional.empty(),
        HeaderSettings.defaults(),
        AdminSettings.defaults(),
        LogSettings.defaults());
  }

  private static Set<PosixFilePermission> copyOf(Set<PosixFilePermission> permissions) {
    Set<PosixFilePermission> copy = EnumSet.noneOf(PosixFilePermission.class);
    copy.addAll(permissions);
    return copy;
  }
}
