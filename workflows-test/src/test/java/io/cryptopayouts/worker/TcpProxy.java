package io.cryptopayouts.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * The network between two processes of this machine: passes everything on, or misbehaves as
 * planned. A planned fault meets one request, the next that holds all of its words, and lasts until
 * the next request on the same connection.
 */
final class TcpProxy implements AutoCloseable {

  /** Who sends: the one who connected, or the one who is connected to. */
  enum Side {
    REQUEST,
    ANSWER
  }

  /** What the network does to one request and its answer. */
  sealed interface Fault {

    Side side();

    /** Passes so many bytes of that side on, then closes both ends in order. */
    record Cut(Side side, int after) implements Fault {}

    /** Passes so many bytes of that side on, then resets both ends. */
    record Reset(Side side, int after) implements Fault {}

    /** Passes so many bytes of that side on and loses the others; the connection stays open. */
    record HalfOpen(Side side, int after) implements Fault {}

    /** Passes that side on only after a while. */
    record Delay(Side side, Duration duration) implements Fault {}

    /** Passes that side on byte by byte, with a pause after each. */
    record Trickle(Side side, Duration pause) implements Fault {}
  }

  private record Planned(Set<String> words, Fault fault) {}

  private enum Mode {
    SERVING,
    REFUSING,
    HOLDING
  }

  private final ServerSocket listener;
  private final int target;
  private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
  private final List<Planned> planned = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Mode mode = Mode.SERVING;

  /** Null if nobody watches. */
  private volatile BiConsumer<Side, String> watcher;

  private TcpProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** In front of a port of this machine, whether anybody listens there yet or not. */
  static TcpProxy before(int target) {
    try {
      ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
      TcpProxy proxy = new TcpProxy(listener, target);
      Thread.startVirtualThread(proxy::accept);
      return proxy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String address() {
    return "127.0.0.1:" + port();
  }

  URI url() {
    return URI.create("http://" + address());
  }

  /**
   * Has somebody told of each request before it passes, and again before its answer does.
   *
   * @param told whose turn it is to pass, and how the request begins
   */
  void watch(BiConsumer<Side, String> told) {
    watcher = told;
  }

  /** The next request that holds all these words, after the faults planned before. */
  void plan(Fault fault, String... words) {
    synchronized (planned) {
      planned.add(new Planned(new HashSet<>(List.of(words)), fault));
    }
  }

  /** The faults that have not met a request. */
  List<Fault> planned() {
    synchronized (planned) {
      return planned.stream().map(Planned::fault).toList();
    }
  }

  /** Resets every connection, and each new one, until {@link #serve}. */
  void refuse() {
    turn(Mode.REFUSING);
    conversations.forEach(Conversation::reset);
  }

  /** Lets nothing pass and loses nothing, until {@link #serve}. New connections are taken. */
  void hold() {
    turn(Mode.HOLDING);
  }

  void serve() {
    turn(Mode.SERVING);
  }

  private void turn(Mode now) {
    lock.lock();
    try {
      mode = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitPassage() {
    lock.lock();
    try {
      while (mode == Mode.HOLDING) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Fault> meeting(String request) {
    synchronized (planned) {
      Optional<Planned> found =
          planned.stream()
              .filter(plan -> plan.words().stream().allMatch(request::contains))
              .findFirst();
      found.ifPresent(planned::remove);
      return found.map(Planned::fault);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Conversation conversation = new Conversation(listener.accept());
        if (mode == Mode.REFUSING) {
          conversation.reset();
        } else {
          conversation.start();
        }
      } catch (IOException closedOrGone) {
        // The next one may fare better, if there is a listener left.
      }
    }
  }

  @Override
  public void close() {
    turn(Mode.REFUSING);
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    conversations.forEach(Conversation::reset);
  }

  /** A fault that has met its request, and how much it has let pass. */
  private static final class Met {
    private final Fault fault;
    private int passed;

    Met(Fault fault) {
      this.fault = fault;
    }

    /** Whether that was all that may pass. */
    boolean passOnly(int most, byte[] bytes, int length, Socket out) throws IOException {
      int pass = Math.min(most - passed, length);
      passed += pass;
      out.getOutputStream().write(bytes, 0, pass);
      return passed == most;
    }
  }

  /** One connection, and the one that stands for it on the other side. */
  private final class Conversation {
    private final Socket asking;
    private final Socket answering = new Socket();
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private Met met;
    private String begun;
    private boolean answered;

    Conversation(Socket asking) {
      this.asking = asking;
    }

    void start() {
      conversations.add(this);
      Thread.startVirtualThread(() -> pump(Side.REQUEST));
    }

    private void pump(Side side) {
      try {
        if (side == Side.REQUEST) {
          asking.setTcpNoDelay(true);
          answering.setTcpNoDelay(true);
          answering.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
          Thread.startVirtualThread(() -> pump(Side.ANSWER));
        }
        InputStream in = (side == Side.REQUEST ? asking : answering).getInputStream();
        Socket out = side == Side.REQUEST ? answering : asking;
        byte[] bytes = new byte[16 * 1024];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          awaitPassage();
          pass(side, bytes, read, out);
        }
        out.shutdownOutput();
        if (side == Side.ANSWER) {
          end();
        }
      } catch (IOException broken) {
        // Whatever broke one end breaks the other.
        reset();
      }
    }

    private void pass(Side side, byte[] bytes, int length, Socket out) throws IOException {
      if (watcher != null) {
        begun(side, bytes, length).ifPresent(request -> watcher.accept(side, request));
      }
      Met now = side == Side.REQUEST ? asked(bytes, length) : answered();
      if (now == null || now.fault.side() != side) {
        out.getOutputStream().write(bytes, 0, length);
        return;
      }
      switch (now.fault) {
        case Fault.Cut cut -> {
          if (now.passOnly(cut.after(), bytes, length, out)) {
            end();
          }
        }
        case Fault.Reset reset -> {
          if (now.passOnly(reset.after(), bytes, length, out)) {
            reset();
          }
        }
        case Fault.HalfOpen lost -> now.passOnly(lost.after(), bytes, length, out);
        case Fault.Delay delay -> {
          LockSupport.parkNanos(now.passed == 0 ? delay.duration().toNanos() : 0);
          now.passOnly(Integer.MAX_VALUE, bytes, length, out);
        }
        case Fault.Trickle trickle -> {
          for (int i = 0; i < length; i++) {
            out.getOutputStream().write(bytes, i, 1);
            LockSupport.parkNanos(trickle.pause().toNanos());
          }
        }
      }
    }

    /** The request that begins to pass on this side, if one does now. */
    private synchronized Optional<String> begun(Side side, byte[] bytes, int length) {
      boolean begins = side == Side.REQUEST ? begun == null || answered : !answered;
      if (begins && side == Side.REQUEST) {
        begun = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      }
      return begins ? Optional.ofNullable(begun) : Optional.empty();
    }

    /** Which fault this request meets; it may come in several parts. */
    private synchronized Met asked(byte[] bytes, int length) {
      if (answered) {
        asked.reset();
        answered = false;
        met = null;
      }
      if (met == null && !planned().isEmpty()) {
        asked.write(bytes, 0, length);
        met = meeting(asked.toString(StandardCharsets.ISO_8859_1)).map(Met::new).orElse(null);
      }
      return met;
    }

    private synchronized Met answered() {
      answered = true;
      return met;
    }

    void end() throws IOException {
      asking.close();
      answering.close();
      conversations.remove(this);
    }

    void reset() {
      for (Socket end : List.of(asking, answering)) {
        try {
          // Java's only way to a RST.
          end.setSoLinger(true, 0);
          end.close();
        } catch (IOException gone) {
          // It is closed already.
        }
      }
      conversations.remove(this);
    }
  }
}
