package org.gate64.reputation.hazelcast;

import com.hazelcast.cluster.InitialMembershipEvent;
import com.hazelcast.cluster.InitialMembershipListener;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import java.util.stream.Collectors;
import org.gate64.net.SocketAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who comes and who goes: what Hazelcast says of that is for those who build it. */
final class MembershipLog implements InitialMembershipListener {

  private static final Logger LOG = LoggerFactory.getLogger(MembershipLog.class);

  @Override
  public void init(InitialMembershipEvent event) {
    Member self = event.getCluster().getLocalMember();
    String others =
        event.getMembers().stream()
            .filter(member -> !member.equals(self))
            .map(MembershipLog::address)
            .sorted()
            .collect(Collectors.joining(", "));
    if (others.isEmpty()) {
      LOG.info("In the cluster as {}, alone so far", address(self));
    } else {
      LOG.info("In the cluster as {}, with {}", address(self), others);
    }
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    LOG.info("{} has joined the cluster: {} nodes now", who(event), event.getMembers().size());
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    int left = event.getMembers().size();
    LOG.warn("{} has left the cluster: {} now", who(event), left == 1 ? "alone" : left + " nodes");
  }

  private static String who(MembershipEvent event) {
    return address(event.getMember());
  }

  private static String address(Member member) {
    return SocketAddresses.format(member.getSocketAddress());
  }
}
