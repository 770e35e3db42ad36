package io.cryptopayouts.sandbox.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The provider's ledger, as its simulator shows it: the truth about money. */
final class Ledger {

  private final Http provider;
  private final Screen screen;
  private final List<Moved> known = new CopyOnWriteArrayList<>();

  Ledger(Http provider, Screen screen) {
    this.provider = provider;
    this.screen = screen;
  }

  /** Reads what is new, and prints it. */
  void read() {
    news().forEach(moved -> screen.provider(moved.invoiceId(), moved.words()));
  }

  /** Reads what is there already, without printing it. */
  void skip() {
    news();
  }

  private synchronized List<Moved> news() {
    Http.Answer answer = provider.get("/admin/ledger");
    if (!answer.isGood()) {
      return List.of();
    }
    List<Moved> all = new ArrayList<>();
    answer.body().forEach(movement -> all.add(Moved.of(movement)));
    List<Moved> news = all.subList(known.size(), all.size());
    known.addAll(news);
    return news;
  }

  List<Moved> all() {
    return known;
  }

  List<Moved> of(String invoiceId) {
    return known.stream().filter(moved -> moved.invoiceId().equals(invoiceId)).toList();
  }

  /** The provider's balance in USD. */
  BigDecimal balance() {
    return new BigDecimal(provider.get("/admin/balance").body().path("amount").asText());
  }
}
