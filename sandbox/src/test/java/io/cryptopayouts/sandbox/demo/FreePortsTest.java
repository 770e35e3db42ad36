package io.cryptopayouts.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void findsAsManyDifferentPortsAsAsked() {
    assertThat(FreePorts.choose(20)).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void leavesThemFree() throws IOException {
    List<Integer> ports = FreePorts.choose(3);
    for (int port : ports) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(socket.getLocalPort()).isEqualTo(port);
      }
    }
  }

  @Test
  void stayBelowThePortsOfOutgoingConnections() {
    assertThat(FreePorts.choose(50))
        .allSatisfy(
            port -> assertThat(port).isGreaterThanOrEqualTo(FreePorts.LOWEST).isLessThan(32_768));
  }
}
