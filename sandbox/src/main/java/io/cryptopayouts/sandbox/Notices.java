package io.cryptopayouts.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Delivers signed notices, again and again until they are acknowledged or the attempts are used up.
 */
final class Notices implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Notices.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int KEPT = 100_000;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private final InstantSource clock;
  private final Signature signature;
  private final Duration interval;
  private final BiConsumer<Duration, Runnable> later;

  /**
   * @param interval between an attempt and the next
   * @param later runs something after a while of the simulator's clock
   */
  Notices(
      InstantSource clock,
      Signature signature,
      Duration interval,
      BiConsumer<Duration, Runnable> later) {
    this.clock = clock;
    this.signature = signature;
    this.interval = interval;
    this.later = later;
  }

  /** The fields with their signature. */
  Map<String, String> signed(Map<String, String> fields) {
    Map<String, String> signed = new LinkedHashMap<>(fields);
    signed.put(Signature.FIELD, signature.of(fields));
    return signed;
  }

  /** Starts delivering in the background. */
  void start(URI target, Map<String, String> fields, boolean json, int attempts) {
    threads.execute(() -> attempt(target, fields, json, attempts));
  }

  /** Makes the first of so many attempts now; the rest follows in the background. */
  void attempt(URI target, Map<String, String> fields, boolean json, int attempts) {
    Delivery delivery = exchange(target, fields, json);
    if (!delivery.acknowledged() && attempts > 1) {
      later.accept(interval, () -> start(target, fields, json, attempts - 1));
    }
    // On record only now, so that whoever sees an attempt may rely on its successor being planned.
    record(delivery);
  }

  /** One attempt, now. */
  Delivery deliver(URI target, Map<String, String> fields, boolean json) {
    return record(exchange(target, fields, json));
  }

  /** One attempt with any body, now. */
  Delivery post(URI target, String contentType, String body) {
    return record(exchange(target, contentType, body, "", ""));
  }

  private Delivery exchange(URI target, Map<String, String> fields, boolean json) {
    return exchange(
        target,
        json ? JSON : FORM,
        json ? new String(Json.bytes(Json.object(fields)), StandardCharsets.UTF_8) : form(fields),
        fields.getOrDefault("invoiceId", ""),
        fields.getOrDefault("status", ""));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private Delivery exchange(
      URI target, String contentType, String body, String invoiceId, String status) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(PATIENCE)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int httpStatus = 0;
    String answer = "";
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      httpStatus = response.statusCode();
      answer = response.body();
    } catch (IOException e) {
      // Nobody answered, which the delivery says by its status 0.
      LOG.log(System.Logger.Level.DEBUG, "a notice was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Delivery(clock.instant(), target, invoiceId, status, httpStatus, answer);
  }

  private Delivery record(Delivery delivery) {
    synchronized (deliveries) {
      if (deliveries.size() == KEPT) {
        deliveries.removeFirst();
      }
      deliveries.addLast(delivery);
    }
    return delivery;
  }

  List<Delivery> deliveries() {
    synchronized (deliveries) {
      return List.copyOf(deliveries);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }
}
