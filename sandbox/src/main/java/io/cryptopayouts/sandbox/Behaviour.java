package io.cryptopayouts.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** One way in which the simulator misbehaves in a call. */
public sealed interface Behaviour {

  /**
   * Waits by the real clock, then goes on, even if the caller has gone: so a payout may be taken
   * late.
   */
  record Delay(Duration duration) implements Behaviour {
    public Delay {
      Objects.requireNonNull(duration);
    }
  }

  /** Waits until a test completes the future, then goes on, even if the caller has gone. */
  record Gate(CompletableFuture<Void> opened) implements Behaviour {
    public Gate {
      Objects.requireNonNull(opened);
    }
  }

  /** Answers nothing and holds the connection until the caller goes away. */
  record Hang() implements Behaviour {}

  /** Resets the connection (TCP RST) instead of answering. */
  record Reset() implements Behaviour {}

  /**
   * Sends only the first bytes of the answer, the status line and headers counted, and closes. Only
   * after recording.
   */
  record Cut(int bytes) implements Behaviour {
    public Cut {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes must not be negative");
      }
    }
  }

  /** Answers with an HTTP status, headers and a body that is no Pockyt envelope. */
  record Status(int code, Map<String, String> headers, String body) implements Behaviour {
    public Status {
      headers = Map.copyOf(headers);
      Objects.requireNonNull(body);
    }

    /** A gateway's HTML page. */
    public static Status html(int code) {
      return new Status(code, Map.of(), gatewayPage(code));
    }

    /** A gateway's HTML page with a {@code Retry-After}. */
    public static Status html(int code, Duration retryAfter) {
      return new Status(
          code, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())), gatewayPage(code));
    }

    private static String gatewayPage(int code) {
      return "<html><head><title>" + code + "</title></head><body>gateway</body></html>\n";
    }
  }

  /**
   * Answers HTTP 200 with this code and message; anything but {@code 000100} leaves the call not
   * completed.
   */
  record Answer(String retCode, String retMsg) implements Behaviour {
    public Answer {
      Objects.requireNonNull(retCode);
      Objects.requireNonNull(retMsg);
    }
  }

  /**
   * Gives a field of the answer another value wherever it stands, or adds it to the payload if it
   * stands nowhere. Only after recording.
   */
  record SetField(String name, String value) implements Behaviour {
    public SetField {
      Objects.requireNonNull(name);
      Objects.requireNonNull(value);
    }
  }

  /** Leaves a field out of the answer wherever it stands. Only after recording. */
  record DropField(String name) implements Behaviour {
    public DropField {
      Objects.requireNonNull(name);
    }
  }

  /** Gives the call's payee this status, and goes on. */
  record PayeeStatus(String status) implements Behaviour {
    public PayeeStatus {
      Objects.requireNonNull(status);
    }
  }

  /** Gives all wallets of the call's payee this status, and goes on. */
  record WalletStatus(String status) implements Behaviour {
    public WalletStatus {
      Objects.requireNonNull(status);
    }
  }

  /**
   * Inquiry shows the payouts of this call's invoice only so long after they were taken. Only after
   * recording.
   */
  record Lag(Duration duration) implements Behaviour {
    public Lag {
      Objects.requireNonNull(duration);
    }
  }

  /**
   * Settles the call's invoice and delivers the notice before pay is answered. Only after
   * recording.
   */
  record NoticeFirst(String status) implements Behaviour {
    public NoticeFirst {
      Objects.requireNonNull(status);
    }
  }

  /** Whether it makes sense only once there is an answer. */
  default boolean needsAnswer() {
    return switch (this) {
      case Cut c -> true;
      case SetField s -> true;
      case DropField d -> true;
      case Lag l -> true;
      case NoticeFirst n -> true;
      case Delay d -> false;
      case Gate g -> false;
      case Hang h -> false;
      case Reset r -> false;
      case Status s -> false;
      case Answer a -> false;
      case PayeeStatus p -> false;
      case WalletStatus w -> false;
    };
  }
}
