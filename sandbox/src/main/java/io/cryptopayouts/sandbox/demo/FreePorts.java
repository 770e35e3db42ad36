package io.cryptopayouts.sandbox.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Finds ports on loopback that nobody listens on. They are below those that operating systems hand
 * out by themselves: one of those may serve as the near end of somebody's connection before the
 * server that it was chosen for has started.
 */
public final class FreePorts {

  static final int LOWEST = 20_000;
  static final int ABOVE_HIGHEST = 32_000;

  private static final int TRIES = 1_000;

  private FreePorts() {}

  /**
   * So many different ports. They are free when this returns; whoever starts a server on one still
   * has to check that its own process answers there.
   *
   * @throws DemoFailed if there are not so many
   */
  public static List<Integer> choose(int count) {
    RandomGenerator random = RandomGenerator.getDefault();
    List<Integer> ports = new ArrayList<>();
    for (int tries = 0; ports.size() < count; tries++) {
      if (tries == TRIES) {
        throw new DemoFailed(
            "There are no free ports from %d to %d on loopback."
                .formatted(LOWEST, ABOVE_HIGHEST - 1));
      }
      int port = random.nextInt(LOWEST, ABOVE_HIGHEST);
      if (!ports.contains(port) && isFree(port)) {
        ports.add(port);
      }
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
