package io.cryptopayouts.worker;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cryptopayouts.contract.Cancel;
import io.cryptopayouts.contract.Hold;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Notice;
import io.cryptopayouts.contract.PayoutState;
import io.cryptopayouts.contract.PayoutStatus;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Settlement;
import io.cryptopayouts.contract.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;

/** All that one payout knows of itself; carried along when its history is cut. */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Progress {

  private static final int MOST_NOTICES = 1000;

  Terms terms;
  Step step = Step.PAYEE;
  PayoutState state = new PayoutState.InProgress(Step.PAYEE);

  /** Polls since the present stay began, or was woken. */
  int polls;

  /** Reminders given in the present stay: at half and at three quarters of its time. */
  int reminders;

  String customerNo;
  String profileType;
  String countryCode;
  String accountToken;
  Instruction instruction;

  /** Whether the wallet was fitted and handed to the provider, so that a look is enough. */
  boolean walletAdded;

  boolean refusedForFunds;

  /** Whether a person asked to look again since the last look. */
  boolean rechecked;

  boolean mayHaveSent;
  Instant payReadySince;

  /**
   * How often in a row {@code pay} found payee or wallet not payable, without a wait in between.
   */
  int notPayable;

  /** The limit of the present stay, and since when each limit runs. */
  Next.Limit limit = Next.Limit.NONE;

  final EnumMap<Next.Limit, Instant> limits = new EnumMap<>(Next.Limit.class);

  /** A deadline has passed; remembered while a send may have been taken. */
  boolean expired;

  /** A send may have been taken and was not answered. */
  boolean unresolved;

  Instant unresolvedSince;
  int notFound;
  int unclear;

  String transactionNo;
  Instant acceptedAt;

  /** Whether inquiry was asked, or waited for, since the provider took it. */
  boolean settling;

  /** Whether inquiry has shown it. */
  boolean shown;

  Settlement noticed;
  String noticedNo;
  Instant noticedAt;

  /** Whether a notice named another amount or currency than was sent. */
  boolean noticeDiffers;

  Cancel cancel;

  /** Nothing is sent while it is there. */
  Hold hold;

  Resolve resolution;

  private final List<PayoutStatus.Entry> timeline = new ArrayList<>();
  private final LinkedHashSet<String> notices = new LinkedHashSet<>();

  /** A payee answer that was just given and serves the next step too; never kept over a wait. */
  @JsonIgnore PayeeAnswer fresh;

  void record(Instant at, String what) {
    if (timeline.size() >= PayoutStatus.MOST_ENTRIES) {
      timeline.remove(PayoutStatus.MOST_ENTRIES / 2);
    }
    timeline.add(new PayoutStatus.Entry(at, what));
  }

  List<PayoutStatus.Entry> timeline() {
    return timeline;
  }

  /**
   * Takes a notice.
   *
   * @return whether it is new and was kept: an older word never replaces a higher one
   */
  boolean noticed(Notice notice, Instruction sent, Instant at) {
    if (!notices.add(notice.fingerprint())) {
      return false;
    }
    if (notices.size() > MOST_NOTICES) {
      notices.remove(notices.iterator().next());
    }
    record(at, "notice: " + notice.status().word());
    boolean differs = sent != null && !isFor(notice, sent.money());
    noticeDiffers |= differs;
    boolean higher =
        noticed == null
            || notice.status().outranks(noticed)
            || notice.status().contradicts(noticed);
    if (higher) {
      noticed = notice.status();
      noticedNo = notice.transactionNo();
      noticedAt = at;
    }
    return higher || differs;
  }

  private static boolean isFor(Notice notice, Money money) {
    return (notice.amount() == null || notice.amount().compareTo(money.amount()) == 0)
        && (notice.currency() == null || notice.currency().equals(money.currency()));
  }

  /** A step that is passed gives its time back. */
  void passed(Step left) {
    switch (left) {
      case PAYEE -> limits.remove(Next.Limit.COMPLIANCE);
      case COMPLIANCE -> {
        limits.remove(Next.Limit.COMPLIANCE);
        limits.remove(Next.Limit.DOCUMENTS);
      }
      case WALLET -> limits.remove(Next.Limit.WALLET);
      // Funds may be short again and again for one payout: its time runs on.
      case FUNDS, PAY, SETTLEMENT, ENDED -> {}
    }
  }

  /** Digest of what is (to be) sent; before that is settled, of nothing. */
  String digest() {
    return instruction == null ? "none" : instruction.digest();
  }

  void accepted(String number, Instant at) {
    transactionNo = transactionNo == null ? number : transactionNo;
    acceptedAt = acceptedAt == null ? at : acceptedAt;
    unresolved = false;
  }

  void unanswered(Instant since) {
    if (!since.equals(unresolvedSince)) {
      notFound = 0;
      unclear = 0;
    }
    unresolved = true;
    unresolvedSince = since;
  }
}
