package io.cryptopayouts.sandbox.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds ports on loopback that nobody listens on. */
final class FreePorts {

  private FreePorts() {}

  /**
   * So many different ports. They are free when this returns; whoever starts a server on one still
   * has to check that its own process answers there.
   */
  static List<Integer> choose(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      // All are held until the last is found, so that none comes twice.
      while (held.size() < count) {
        ServerSocket socket = new ServerSocket();
        held.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException none) {
      throw new DemoFailed("There is no free port on loopback: " + none.getMessage());
    } finally {
      held.forEach(FreePorts::release);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException stillHeld) {
      throw new DemoFailed("A port cannot be released: " + stillHeld.getMessage());
    }
  }
}
