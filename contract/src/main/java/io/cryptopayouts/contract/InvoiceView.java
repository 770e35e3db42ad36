package io.cryptopayouts.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known under one provider invoice.
 *
 * @param instruction what it was first claimed for, null if nothing was ever granted
 * @param sealed how the payout ended, null while it is open
 * @param sends every granted send, oldest first; those that came to nothing only while recent
 * @param transactionNo the provider's number, null until known
 * @param status the highest-ranking evidence by inquiry, null if none
 * @param need why an operator is needed after the payout ended, null if none
 * @param needSince since when
 */
public record InvoiceView(
    String providerInvoice,
    Instruction instruction,
    Outcome sealed,
    List<Send> sends,
    String transactionNo,
    Settlement status,
    Need need,
    Instant needSince) {

  public InvoiceView {
    sends = sends == null ? List.of() : List.copyOf(sends);
  }

  /** The latest send that may have been taken and was not answered. */
  public Optional<Send> open() {
    return last(Send.State.OPEN);
  }

  /** The latest send that the provider is known to have taken. */
  public Optional<Send> accepted() {
    return last(Send.State.ACCEPTED);
  }

  /**
   * Whether the provider is known to have the payout: it accepted a send, or inquiry has shown it,
   * whatever was told of the sends.
   */
  public boolean taken() {
    return accepted().isPresent() || status != null;
  }

  /** The latest send of all that left. */
  public Optional<Send> latestSent() {
    return sends.reversed().stream().filter(send -> send.state() != Send.State.UNSENT).findFirst();
  }

  /** Why the payout must not end like this yet: money may be out. Empty if it may. */
  public Optional<SealAnswer.StillOpen> hindrance(Outcome outcome) {
    return switch (outcome) {
      case PAID, RESOLVED -> Optional.empty();
      case FAILED -> open().map(send -> new SealAnswer.StillOpen(send.at(), false));
      case REFUSED, CANCELLED, EXPIRED ->
          taken()
              ? Optional.of(new SealAnswer.StillOpen(takenAt(), true))
              : open().map(send -> new SealAnswer.StillOpen(send.at(), false));
    };
  }

  /** What is known of the money, as half a sentence without personal data. */
  public String evidence() {
    if (status != null) {
      return "inquiry shows it as " + status.word();
    }
    return accepted()
        .map(send -> "the provider took it at " + Sentences.time(send.at()))
        .or(() ->
            open().map(send -> "a send of " + Sentences.time(send.at()) + " was not answered"))
        .orElse("its record shows nothing out");
  }

  private Instant takenAt() {
    return accepted().or(() -> sends.reversed().stream().findFirst()).map(Send::at).orElse(null);
  }

  /** Whether an unanswered send was repeated: once per invoice, ever. */
  public boolean wasRepeated() {
    return sends.stream().anyMatch(send -> send.resend() && send.state() != Send.State.UNSENT);
  }

  private Optional<Send> last(Send.State state) {
    return sends.reversed().stream().filter(send -> send.state() == state).findFirst();
  }
}
