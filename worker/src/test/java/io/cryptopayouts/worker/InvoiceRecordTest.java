package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cryptopayouts.contract.Claim;
import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.Found;
import io.cryptopayouts.contract.Instruction;
import io.cryptopayouts.contract.Money;
import io.cryptopayouts.contract.Need;
import io.cryptopayouts.contract.Outcome;
import io.cryptopayouts.contract.Resolve;
import io.cryptopayouts.contract.Seal;
import io.cryptopayouts.contract.SealAnswer;
import io.cryptopayouts.contract.Send;
import io.cryptopayouts.contract.SendOutcome;
import io.cryptopayouts.contract.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of claims, checked against a ledger kept on the side: what was granted, and what may be
 * out. Every sequence of moves up to a length is tried, then long random ones.
 */
class InvoiceRecordTest {

  private static final int LENGTH = 6;
  private static final int MOST_KEPT = 50;
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  private static final Duration QUIET = Duration.ofMinutes(15);
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Instruction INSTRUCTION = instruction("25.00");
  private static final Instruction OTHER = instruction("26.00");
  private static final Set<Outcome> UNPAID =
      Set.of(Outcome.REFUSED, Outcome.CANCELLED, Outcome.EXPIRED);

  private static Instruction instruction(String amount) {
    return new Instruction(
        "https://provider.example",
        "200043",
        "300014",
        "inv-1",
        "2000305",
        "2010378",
        Money.of(amount, "USD"));
  }

  /** One grant, as the one who was granted it knows it. */
  private record Grant(String token, Instant at, boolean resend, Fate fate) {}

  private enum Fate {
    /** May be on its way. */
    OUT,
    GIVEN_BACK,
    REFUSED,
    TAKEN;

    boolean mayBePaid() {
      return this == OUT || this == TAKEN;
    }
  }

  /** The record under test, and the ledger beside it. */
  private record World(
      InvoiceRecord record,
      Instant now,
      List<Grant> grants,
      List<String> givenBackUnseen,
      boolean shown,
      Outcome sealed) {

    static final World EMPTY =
        new World(InvoiceRecord.of("inv-1"), START, List.of(), List.of(), false, null);

    World waiting(Duration time) {
      return new World(record, now.plus(time), grants, givenBackUnseen, shown, sealed);
    }

    World claiming(String token, Instruction instruction, boolean resend) {
      InvoiceRecord.Answered<ClaimAnswer> answered =
          record.claim(new Claim(token, instruction, resend, QUIET), now);
      checkClaim(token, instruction, resend, answered);
      if (!(answered.answer() instanceof ClaimAnswer.Granted granted)) {
        return this;
      }
      List<Grant> more = new ArrayList<>(grants);
      more.add(new Grant(token, now, !granted.first(), Fate.OUT));
      return new World(answered.after(), now, List.copyOf(more), givenBackUnseen, shown, sealed);
    }

    private void checkClaim(
        String token,
        Instruction instruction,
        boolean resend,
        InvoiceRecord.Answered<ClaimAnswer> answered) {
      List<Grant> mayBePaid = grants.stream().filter(grant -> grant.fate.mayBePaid()).toList();
      boolean nothingIsOut = mayBePaid.isEmpty() && !shown;
      boolean isTheOneRepeat =
          resend
              && !shown
              && mayBePaid.size() == 1
              && mayBePaid.getFirst().fate == Fate.OUT
              && Duration.between(mayBePaid.getFirst().at, now).compareTo(QUIET) > 0
              && grants.stream().noneMatch(grant -> grant.resend && grant.fate != Fate.GIVEN_BACK);
      boolean tokenIsFresh =
          !givenBackUnseen.contains(token)
              && grants.stream().noneMatch(grant -> grant.token.equals(token));
      boolean isTheSameInstruction = grants.isEmpty() || instruction.equals(INSTRUCTION);
      boolean due =
          sealed == null
              && tokenIsFresh
              && isTheSameInstruction
              && (nothingIsOut || isTheOneRepeat);
      if (due) {
        assertThat(answered.answer()).isEqualTo(new ClaimAnswer.Granted(nothingIsOut));
      } else {
        assertThat(answered.answer()).isNotInstanceOf(ClaimAnswer.Granted.class);
        assertThat(answered.after()).isEqualTo(record);
      }
      if (sealed != null) {
        assertThat(answered.answer()).isEqualTo(new ClaimAnswer.Sealed(sealed));
      }
    }

    World telling(String token, Send.State state) {
      String number = state == Send.State.ACCEPTED ? "T1" : null;
      InvoiceRecord after = record.told(new SendOutcome(token, state, null, number), now);
      boolean granted = grants.stream().anyMatch(grant -> grant.token.equals(token));
      List<String> unseen = new ArrayList<>(givenBackUnseen);
      if (!granted) {
        unseen.add(token);
      }
      return new World(
          after,
          now,
          grants.stream()
              .map(grant ->
                  grant.token.equals(token) && grant.fate == Fate.OUT
                      ? new Grant(token, grant.at, grant.resend, fate(state))
                      : grant)
              .toList(),
          List.copyOf(unseen),
          shown,
          sealed);
    }

    private static Fate fate(Send.State state) {
      return switch (state) {
        case OPEN -> Fate.OUT;
        case UNSENT -> Fate.GIVEN_BACK;
        case REFUSED -> Fate.REFUSED;
        case ACCEPTED -> Fate.TAKEN;
      };
    }

    World showing(Settlement status) {
      return new World(
          record.found(new Found("T1", status), now),
          now,
          grants.stream()
              .map(grant ->
                  grant.fate == Fate.OUT
                      ? new Grant(grant.token, grant.at, grant.resend, Fate.TAKEN)
                      : grant)
              .toList(),
          givenBackUnseen,
          true,
          sealed);
    }

    World sealing(Outcome outcome) {
      Resolve.Verdict verdict = outcome == Outcome.RESOLVED ? Resolve.Verdict.WRITTEN_OFF : null;
      InvoiceRecord.Answered<SealAnswer> answered = record.seal(new Seal(outcome, verdict), now);
      boolean granted = answered.answer() instanceof SealAnswer.Sealed;
      boolean out = grants.stream().anyMatch(grant -> grant.fate == Fate.OUT);
      boolean taken = shown || grants.stream().anyMatch(grant -> grant.fate == Fate.TAKEN);
      boolean due =
          switch (outcome) {
            case PAID, RESOLVED -> true;
            case FAILED -> !out;
            case REFUSED, CANCELLED, EXPIRED -> !out && !taken;
          };
      assertThat(granted).isEqualTo(due);
      if (!granted) {
        assertThat(answered.after()).isEqualTo(record);
        assertThat(((SealAnswer.StillOpen) answered.answer()).accepted())
            .isEqualTo(UNPAID.contains(outcome) && taken);
        return this;
      }
      return new World(
          answered.after(),
          now,
          grants,
          givenBackUnseen,
          shown,
          sealed == null || outcome == Outcome.RESOLVED ? outcome : sealed);
    }

    void check() {
      List<Grant> mayBePaid = grants.stream().filter(grant -> grant.fate.mayBePaid()).toList();
      assertThat(mayBePaid).as("never more than a send and its one repeat").hasSizeLessThan(3);
      if (mayBePaid.size() == 2) {
        Grant first = mayBePaid.getFirst();
        Grant repeat = mayBePaid.getLast();
        assertThat(repeat.resend).as("the second is the allowed repeat").isTrue();
        assertThat(first.resend).as("the first is no repeat").isFalse();
        assertThat(Duration.between(first.at, repeat.at))
            .as("the repeat came after the quiet period")
            .isGreaterThan(QUIET);
      }
      assertThat(
              grants.stream()
                  .filter(grant -> grant.resend && grant.fate != Fate.GIVEN_BACK)
                  .count())
          .as("one repeat, ever")
          .isLessThan(2);
      assertThat(grants.stream().map(Grant::token).distinct().count())
          .as("a token is granted once")
          .isEqualTo(grants.size());
      assertThat(record.sealed())
          .as("sealed for good, by the first end or a person")
          .isEqualTo(sealed);
      if (sealed != null && UNPAID.contains(sealed)) {
        assertThat(mayBePaid).as("nothing is out under an unpaid end").isEmpty();
      }
      if (sealed == Outcome.FAILED) {
        assertThat(grants)
            .as("nothing is open under a failed end")
            .noneMatch(grant -> grant.fate == Fate.OUT);
      }
      assertThat(record.view().instruction())
          .as("the first instruction stays")
          .isEqualTo(grants.isEmpty() ? null : INSTRUCTION);
      checkSends();
      checkBounds();
    }

    /** The record knows every send, but for some that certainly came to nothing. */
    private void checkSends() {
      Map<String, Send> known = new LinkedHashMap<>();
      record.sends().forEach(send -> known.put(send.token(), send));
      assertThat(known).hasSameSizeAs(record.sends());
      for (Grant grant : grants) {
        Send send = known.remove(grant.token);
        if (send == null) {
          assertThat(grant.fate).as("forgotten").isIn(Fate.GIVEN_BACK, Fate.REFUSED);
          assertThat(grant.resend && grant.fate == Fate.REFUSED)
              .as("a repeat, forgotten")
              .isFalse();
          assertThat(grants.size()).as("forgotten early").isGreaterThan(MOST_KEPT);
        } else {
          assertThat(fate(send.state())).isEqualTo(grant.fate);
          assertThat(send.at()).isEqualTo(grant.at);
          assertThat(send.resend()).isEqualTo(grant.resend);
        }
      }
      assertThat(known).as("sends that nobody was granted").isEmpty();
    }

    private void checkBounds() {
      // Beside those kept: a send that may be paid, its repeat, and one not told of yet.
      assertThat(record.sends()).hasSizeLessThanOrEqualTo(MOST_KEPT + 3);
      assertThat(record.voided()).hasSizeLessThanOrEqualTo(MOST_KEPT);
    }

    private String freshToken() {
      return "token-" + (grants.size() + givenBackUnseen.size() + 1);
    }

    private Grant newest() {
      return grants.isEmpty() ? new Grant("never", now, false, Fate.OUT) : grants.getLast();
    }

    private Grant oldestOut() {
      return grants.stream()
          .filter(grant -> grant.fate == Fate.OUT)
          .findFirst()
          .orElseGet(this::newest);
    }
  }

  /** What can happen to an invoice; a move whose subject does not exist yet changes nothing. */
  private static Map<String, UnaryOperator<World>> moves() {
    Map<String, UnaryOperator<World>> moves = new LinkedHashMap<>();
    for (boolean resend : new boolean[] {false, true}) {
      String policy = resend ? ", re-sends on" : ", re-sends off";
      for (boolean quiet : new boolean[] {false, true}) {
        moves.put(
            "a new token claims" + (quiet ? " after the quiet period" : " at once") + policy,
            world ->
                world
                    .waiting(quiet ? QUIET.plus(MOMENT) : MOMENT)
                    .claiming(world.freshToken(), INSTRUCTION, resend));
      }
    }
    moves.put(
        "the newest token claims again",
        world ->
            world.grants.isEmpty()
                ? world
                : world
                    .waiting(QUIET.plus(MOMENT))
                    .claiming(world.newest().token, INSTRUCTION, true));
    moves.put(
        "a token given back unseen claims",
        world ->
            world.givenBackUnseen.isEmpty()
                ? world
                : world.claiming(world.givenBackUnseen.getLast(), INSTRUCTION, true));
    moves.put(
        "a new token claims for another instruction",
        world ->
            world.grants.isEmpty()
                ? world
                : world.waiting(QUIET.plus(MOMENT)).claiming(world.freshToken(), OTHER, true));
    for (Send.State state : List.of(Send.State.UNSENT, Send.State.REFUSED)) {
      putTellings(moves, state);
    }
    moves.put(
        "a token is given back before its claim is looked at",
        world -> world.telling(world.freshToken(), Send.State.UNSENT));
    return moves;
  }

  private static void putTellings(Map<String, UnaryOperator<World>> moves, Send.State state) {
    moves.put(
        "the oldest send that is out is told " + state,
        world -> world.grants.isEmpty() ? world : world.telling(world.oldestOut().token, state));
    moves.put(
        "the newest send is told " + state,
        world -> world.grants.isEmpty() ? world : world.telling(world.newest().token, state));
  }

  /** What can happen, and after which no or hardly a further send is granted. */
  private static Map<String, UnaryOperator<World>> endings() {
    Map<String, UnaryOperator<World>> endings = new LinkedHashMap<>();
    putTellings(endings, Send.State.ACCEPTED);
    for (Settlement status : Settlement.values()) {
      endings.put("inquiry shows " + status, world -> world.showing(status));
    }
    for (Outcome outcome : Outcome.values()) {
      endings.put("seal " + outcome, world -> world.sealing(outcome));
    }
    return endings;
  }

  @Test
  void noSequenceOfMovesBreaksTheRules() {
    Map<String, UnaryOperator<World>> all = moves();
    all.putAll(endings());
    Set<World> seen = new HashSet<>(Set.of(World.EMPTY));
    Map<World, List<String>> reached = new LinkedHashMap<>(Map.of(World.EMPTY, List.of()));
    for (int length = 1; length <= LENGTH; length++) {
      Map<World, List<String>> further = new LinkedHashMap<>();
      reached.forEach((world, path) ->
          all.forEach((name, move) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            World next = tried(world, move, longer);
            if (seen.add(next)) {
              further.put(next, longer);
            }
          }));
      reached = further;
    }
    assertThat(seen).as("the walk has really walked").hasSizeGreaterThan(10_000);
  }

  @Test
  void noLongRandomWalkBreaksTheRules(TestReporter reporter) {
    long seed = Long.getLong("walk.seed", System.nanoTime());
    reporter.publishEntry("walk.seed", Long.toString(seed));
    Random random = new Random(seed);
    List<Map.Entry<String, UnaryOperator<World>>> often = List.copyOf(moves().entrySet());
    List<Map.Entry<String, UnaryOperator<World>>> seldom = List.copyOf(endings().entrySet());
    for (int walk = 0; walk < 20; walk++) {
      World world = World.EMPTY;
      List<String> path = new ArrayList<>(List.of("walk.seed " + seed + ", walk " + walk));
      for (int step = 0; step < 500; step++) {
        var list = random.nextInt(400) == 0 ? seldom : often;
        Map.Entry<String, UnaryOperator<World>> move = list.get(random.nextInt(list.size()));
        path.add(move.getKey());
        world = tried(world, move.getValue(), path);
      }
    }
  }

  private static World tried(World world, UnaryOperator<World> move, Collection<String> path) {
    try {
      World next = move.apply(world);
      next.check();
      return next;
    } catch (AssertionError broken) {
      throw new AssertionError("after\n  " + String.join("\n  ", path), broken);
    }
  }

  // The same rules as single stories

  private static final InvoiceRecord EMPTY = InvoiceRecord.of("inv-1");

  private static Claim claim(String token) {
    return new Claim(token, INSTRUCTION, true, QUIET);
  }

  private static InvoiceRecord granted(InvoiceRecord record, String token, Instant at) {
    InvoiceRecord.Answered<ClaimAnswer> answered = record.claim(claim(token), at);
    assertThat(answered.answer()).isInstanceOf(ClaimAnswer.Granted.class);
    return answered.after();
  }

  @Test
  void anOpenSendIsRepeatedOnlyOnceItIsOlderThanTheQuietPeriod() {
    InvoiceRecord sent = granted(EMPTY, "a", START);

    assertThat(sent.claim(claim("b"), START.plus(QUIET)).answer())
        .isEqualTo(new ClaimAnswer.MaybeSent(START));
    assertThat(sent.claim(claim("b"), START.plus(QUIET).plusNanos(1)).answer())
        .isEqualTo(new ClaimAnswer.Granted(false));
  }

  @Test
  void aRefusalOfTheRepeatSaysNothingOfTheFirst() {
    InvoiceRecord repeated =
        granted(granted(EMPTY, "a", START), "b", START.plus(QUIET).plus(MOMENT));
    InvoiceRecord refused =
        repeated.told(new SendOutcome("b", Send.State.REFUSED, "000040", null), START);

    assertThat(refused.claim(claim("c"), START.plus(QUIET.multipliedBy(9))).answer())
        .isEqualTo(new ClaimAnswer.MaybeSent(START));
    assertThat(refused.seal(new Seal(Outcome.REFUSED, null), START).answer())
        .isEqualTo(new SealAnswer.StillOpen(START, false));
  }

  @Test
  void anOpenSendIsNeverForgotten() {
    InvoiceRecord record = granted(EMPTY, "a", START);
    for (int i = 0; i < 2 * MOST_KEPT; i++) {
      record = unsent(granted(record, "b" + i, START.plus(QUIET).plus(MOMENT)), "b" + i);
    }

    assertThat(record.view().open()).map(Send::token).contains("a");
    assertThat(record.sends()).hasSize(1 + MOST_KEPT);
    assertThat(record.claim(claim("c"), START.plus(QUIET)).answer())
        .isEqualTo(new ClaimAnswer.MaybeSent(START));
  }

  @Test
  void aRefusedRepeatIsNeverForgotten() {
    Instant later = START.plus(QUIET).plus(MOMENT);
    InvoiceRecord record =
        unsent(
            granted(granted(EMPTY, "a", START), "b", later)
                .told(new SendOutcome("b", Send.State.REFUSED, "000040", null), later),
            "a");
    for (int i = 0; i < 2 * MOST_KEPT; i++) {
      record = unsent(granted(record, "c" + i, later), "c" + i);
    }

    assertThat(granted(record, "d", later).claim(claim("e"), later.plusSeconds(3600)).answer())
        .isEqualTo(new ClaimAnswer.MaybeSent(later));
  }

  private static InvoiceRecord unsent(InvoiceRecord record, String token) {
    return record.told(new SendOutcome(token, Send.State.UNSENT, null, null), START);
  }

  @Test
  void aSendIsOpenUntilItIsToldOf() {
    InvoiceRecord sent = granted(EMPTY, "a", START);

    assertThat(sent.view().open()).contains(new Send("a", START, false, Send.State.OPEN, null));
    assertThat(sent.neverSent()).isFalse();
    assertThat(sent.told(new SendOutcome("a", Send.State.UNSENT, null, null), START).neverSent())
        .isTrue();
  }

  @Test
  void whatInquiryHasShownIsNeverSentAgainWhateverWasToldOfTheSends() {
    InvoiceRecord shown =
        granted(EMPTY, "a", START)
            .told(new SendOutcome("a", Send.State.REFUSED, "000091", null), START)
            .found(new Found("T1", Settlement.PENDING), START.plus(MOMENT));

    assertThat(shown.claim(claim("b"), START.plus(QUIET.multipliedBy(9))).answer())
        .isInstanceOf(ClaimAnswer.MaybeSent.class);
    assertThat(shown.seal(new Seal(Outcome.CANCELLED, null), START).answer())
        .isEqualTo(new SealAnswer.StillOpen(START, true));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void anInvoiceThatNothingWasSentUnderCanBeSealedAnyWay(Outcome outcome) {
    InvoiceRecord.Answered<SealAnswer> answered = EMPTY.seal(new Seal(outcome, null), START);

    assertThat(answered.answer()).isEqualTo(new SealAnswer.Sealed(outcome));
    assertThat(answered.after().claim(claim("a"), START).answer())
        .isEqualTo(new ClaimAnswer.Sealed(outcome));
  }

  @Test
  void whatInquiryHasShownIsSaidToBeOutSinceItWasSent() {
    InvoiceRecord shown =
        granted(EMPTY, "a", START).found(new Found("T1", Settlement.PENDING), START.plus(MOMENT));

    assertThat(shown.claim(claim("b"), START.plus(QUIET)).answer())
        .isEqualTo(new ClaimAnswer.MaybeSent(START));
  }

  @Test
  void whatWasSentOrShownMayBeOut() {
    assertThat(EMPTY.mayBeOut()).isFalse();
    assertThat(granted(EMPTY, "a", START).mayBeOut()).isTrue();
    assertThat(unsent(granted(EMPTY, "a", START), "a").mayBeOut()).isFalse();
    assertThat(EMPTY.found(new Found("T1", Settlement.FAILED), START).mayBeOut()).isTrue();
    assertThat(EMPTY.neverSent()).isTrue();
    assertThat(EMPTY.found(new Found("T1", Settlement.FAILED), START).neverSent()).isFalse();
  }

  @Test
  void theLatestTokensThatWereGivenBackAreRemembered() {
    InvoiceRecord record = EMPTY;
    for (int i = 0; i <= MOST_KEPT; i++) {
      record = unsent(record, "t" + i);
    }

    assertThat(record.voided()).hasSize(MOST_KEPT).doesNotContain("t0").endsWith("t" + MOST_KEPT);
  }

  @Test
  void theProvidersNumberStaysOnceItIsKnown() {
    InvoiceRecord taken =
        granted(EMPTY, "a", START)
            .told(new SendOutcome("a", Send.State.ACCEPTED, null, "T1"), START);

    assertThat(taken.transactionNo()).isEqualTo("T1");
    assertThat(unsent(taken, "a").transactionNo()).isEqualTo("T1");
    assertThat(
            taken
                .told(new SendOutcome("a", Send.State.ACCEPTED, null, "T2"), START)
                .transactionNo())
        .isEqualTo("T2");
  }

  @Test
  void evidenceOnlyRises() {
    InvoiceRecord back =
        granted(EMPTY, "a", START)
            .found(new Found("T1", Settlement.SUCCESS), START)
            .found(new Found("T1", Settlement.RETURNED), START.plusSeconds(1))
            .found(new Found("T1", Settlement.SUCCESS), START.plusSeconds(2));

    assertThat(back.status()).isEqualTo(Settlement.RETURNED);
    assertThat(back.lastWord()).isEqualTo(START.plusSeconds(1));
    assertThat(back.transactionNo()).isEqualTo("T1");
  }

  @Test
  void whatAnOperatorHasDealtWithIsAskedAgainOnlyForHigherEvidence() {
    InvoiceRecord dealtWith =
        granted(EMPTY, "a", START)
            .found(new Found("T1", Settlement.SUCCESS), START)
            .needing(Need.CONTRADICTION, START)
            .acknowledgedAt(START.plusSeconds(1));

    assertThat(dealtWith.need()).isNull();
    assertThat(dealtWith.found(new Found("T1", Settlement.SUCCESS), START).acknowledged()).isTrue();
    assertThat(dealtWith.found(new Found("T1", Settlement.RETURNED), START).acknowledged())
        .isFalse();
  }

  @Test
  void nothingIsDealtWithUnlessAnOperatorSaysSo() {
    InvoiceRecord needing =
        granted(EMPTY, "a", START)
            .found(new Found("T1", Settlement.SUCCESS), START)
            .needing(Need.CONTRADICTION, START);

    assertThat(needing.found(new Found("T1", Settlement.SUCCESS), START).acknowledged()).isFalse();
    assertThat(needing.needlessAt(START.plus(MOMENT)))
        .satisfies(record -> assertThat(record.need()).isNull())
        .satisfies(record -> assertThat(record.needSince()).isNull())
        .satisfies(record -> assertThat(record.acknowledged()).isFalse())
        .satisfies(record -> assertThat(record.lastWord()).isEqualTo(START.plus(MOMENT)));
  }

  @Test
  void aNeedKeepsTheTimeItFirstArose() {
    InvoiceRecord needing =
        EMPTY.needing(Need.CONTRADICTION, START).needing(Need.RETURNED, START.plus(MOMENT));

    assertThat(needing.need()).isEqualTo(Need.RETURNED);
    assertThat(needing.needSince()).isEqualTo(START);
  }

  @Test
  void theVerdictOfTheFirstSealStays() {
    InvoiceRecord sealed =
        EMPTY.seal(new Seal(Outcome.RESOLVED, Resolve.Verdict.NOT_PAID), START).after();
    InvoiceRecord.Answered<SealAnswer> second =
        sealed.seal(new Seal(Outcome.PAID, null), START.plus(MOMENT));
    InvoiceRecord again = second.after();

    assertThat(second.answer()).isEqualTo(new SealAnswer.Sealed(Outcome.RESOLVED));
    assertThat(again.sealed()).isEqualTo(Outcome.RESOLVED);
    assertThat(again.verdict()).isEqualTo(Resolve.Verdict.NOT_PAID);
  }
}
