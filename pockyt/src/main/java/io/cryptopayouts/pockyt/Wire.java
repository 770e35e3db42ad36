package io.cryptopayouts.pockyt;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/** HTTP, set up so that one call is at most one request on the wire. */
final class Wire implements AutoCloseable {
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private final OkHttpClient readClient;
  private final OkHttpClient payClient;
  private final PockytEndpoints reads;
  private final PockytEndpoints pays;
  private final Clock clock;

  Wire(PockytSettings settings, Clock clock) {
    this.clock = clock;
    this.readClient =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(settings.connectTimeout())
            // The limit of the whole call is the only one.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .callTimeout(settings.readCallLimit())
            .addInterceptor(chain -> bounded(chain, settings.responseBodyLimit()))
            .addNetworkInterceptor(Wire::once)
            .build();
    // A payment always gets a fresh connection: what the far side has already closed is then found
    // out before anything is written, not after.
    this.payClient =
        readClient
            .newBuilder()
            .callTimeout(settings.payCallLimit())
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
    this.reads = endpoints(settings, readClient);
    this.pays = endpoints(settings, payClient);
  }

  private static PockytEndpoints endpoints(PockytSettings settings, OkHttpClient client) {
    return new Retrofit.Builder()
        .baseUrl(settings.account().baseUrl() + "/")
        .client(client)
        .addConverterFactory(MoshiConverterFactory.create())
        .build()
        .create(PockytEndpoints.class);
  }

  private static Response bounded(Interceptor.Chain chain, long limit) throws IOException {
    Request request = chain.request();
    Response response =
        chain.proceed(
            request
                .newBuilder()
                .header("Accept", "application/json")
                .method(request.method(), new OneShotBody(Objects.requireNonNull(request.body())))
                .build());
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(new CappedSource(body.source(), limit)), body.contentType(), -1))
        .build();
  }

  private static Response once(Interceptor.Chain chain) throws IOException {
    Objects.requireNonNull(chain.request().tag(Sending.class)).passGate();
    return chain.proceed(chain.request());
  }

  PockytEndpoints reads() {
    return reads;
  }

  PockytEndpoints pays() {
    return pays;
  }

  /** Makes the call. Whatever goes wrong on the way is a value. */
  Reply execute(Call<ResponseBody> call) {
    try {
      return read(call.execute());
    } catch (IOException | RuntimeException e) {
      // Only the kind: a text may quote what was received.
      return new Reply.None(0, "no answer: " + e.getClass().getSimpleName(), null);
    }
  }

  private Reply read(retrofit2.Response<ResponseBody> response) throws IOException {
    Duration retryAfter = retryAfter(response.headers().get("Retry-After"));
    try (ResponseBody body = response.isSuccessful() ? response.body() : response.errorBody()) {
      if (body == null) {
        return new Reply.None(
            response.code(), "HTTP " + response.code() + " without a body", retryAfter);
      }
      Envelope envelope = Envelope.of(JsonFields.read(body.source()));
      return new Reply.Some(response.code(), envelope, retryAfter);
    } catch (IOException | RuntimeException e) {
      String kind = e.getClass().getSimpleName();
      return new Reply.None(
          response.code(),
          "HTTP " + response.code() + " without a readable envelope: " + kind,
          retryAfter);
    }
  }

  /** Seconds or an HTTP date; null if absent, past or unreadable. */
  private Duration retryAfter(String header) {
    if (header == null) {
      return null;
    }
    try {
      String text = header.strip();
      Duration wait =
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
      if (wait.isNegative()) {
        return null;
      }
      return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public void close() {
    for (OkHttpClient client : List.of(readClient, payClient)) {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
