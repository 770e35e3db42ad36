package io.cryptopayouts.worker;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The recorded histories of all stories: {@code histories/<version>/<class>/<method>.<execution>.
 * <number of the run>.json.gz}. They are encrypted with the test's key. {@code ./payouts record}
 * replaces those of the version at hand; those of released versions stay.
 */
final class Histories {

  static final Path FOLDER = Path.of("src", "test", "resources", "histories");

  /** Where a recording is put, to replace the folder of its version only when all went well. */
  private static final Path RECORDED = Path.of("target", "recorded-histories");

  /** A longer history says the same again and again, and the repository is to stay small. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final String SUFFIX = ".json.gz";
  private static final char SLASH = '~';
  private static final ByteString ENCRYPTED = ByteString.copyFromUtf8("binary/encrypted");

  /** What the SDK itself writes into markers: ids, types and times of steps, never our payloads. */
  private static final Set<String> OF_THE_SDK =
      Set.of("activityId", "type", "time", "meta", "sideEffectId");

  private Histories() {}

  static List<Path> files() {
    try (Stream<Path> found = Files.walk(FOLDER)) {
      return found.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static WorkflowExecutionHistory read(Path file) {
    try (GZIPInputStream json = new GZIPInputStream(Files.newInputStream(file))) {
      return WorkflowExecutionHistory.fromJson(
          new String(json.readAllBytes(), StandardCharsets.UTF_8), workflowId(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  /** Of which workflow code asks, and which a history does not hold. */
  private static String workflowId(Path file) {
    return file.getFileName().toString().split("\\.", -1)[1].replace(SLASH, '/');
  }

  /**
   * Keeps it, unless it is very long.
   *
   * @param run which run of its execution it is
   */
  static void write(WorkflowExecutionHistory history, CurrentStory.Story story, int run) {
    String execution =
        history.getWorkflowExecution().getWorkflowId().replace('/', SLASH).replace(':', '_');
    Path file =
        RECORDED
            .resolve(story.telling())
            .resolve(story.name() + "." + execution + "." + run + SUFFIX);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try {
      // Java writes no time and no name into the header: equal histories are equal files.
      try (GZIPOutputStream json = new GZIPOutputStream(zipped)) {
        json.write(history.toJson(false).getBytes(StandardCharsets.UTF_8));
      }
      if (zipped.size() <= MOST_BYTES) {
        Files.createDirectories(file.getParent());
        Files.write(file, zipped.toByteArray());
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }

  /** What happened in which order, without ids, times and payloads. */
  static String course(WorkflowExecutionHistory history) {
    return history.getEvents().stream().map(Histories::name).collect(Collectors.joining("\n"));
  }

  private static String name(HistoryEvent event) {
    String type = event.getEventType().name();
    return switch (event.getEventType()) {
      case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED ->
          type + event.getWorkflowExecutionStartedEventAttributes().getWorkflowType().getName();
      case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED ->
          type + event.getActivityTaskScheduledEventAttributes().getActivityType().getName();
      case EVENT_TYPE_MARKER_RECORDED ->
          type
              + event.getMarkerRecordedEventAttributes().getMarkerName()
              + event
                  .getMarkerRecordedEventAttributes()
                  .getDetailsOrDefault(
                      "type", io.temporal.api.common.v1.Payloads.getDefaultInstance());
      case EVENT_TYPE_TIMER_STARTED ->
          type + event.getTimerStartedEventAttributes().getStartToFireTimeout().getSeconds();
      case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED ->
          type + event.getWorkflowExecutionSignaledEventAttributes().getSignalName();
      case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED ->
          type
              + event
                  .getWorkflowExecutionUpdateAcceptedEventAttributes()
                  .getAcceptedRequest()
                  .getInput()
                  .getName();
      default -> type;
    };
  }

  /** Payloads that are not encrypted, though they may hold what an order holds. */
  static List<String> inTheClear(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .flatMap(event ->
            payloads(event, "")
                .filter(
                    found -> !ENCRYPTED.equals(found.payload().getMetadataMap().get("encoding")))
                .map(found -> "event " + event.getEventId() + found.where()))
        .toList();
  }

  private record Found(String where, Payload payload) {}

  private static Stream<Found> payloads(Message message, String where) {
    if (message instanceof Payload payload) {
      return Stream.of(new Found(where, payload));
    }
    if (message instanceof SearchAttributes || OF_THE_SDK.contains(key(message))) {
      return Stream.empty();
    }
    return message.getAllFields().entrySet().stream()
        .filter(field -> field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE)
        .flatMap(field ->
            inside(field)
                .flatMap(inner -> payloads(inner, where + "." + field.getKey().getName())));
  }

  private static Stream<Message> inside(Map.Entry<FieldDescriptor, Object> field) {
    return field.getKey().isRepeated()
        ? ((List<?>) field.getValue()).stream().map(Message.class::cast)
        : Stream.of((Message) field.getValue());
  }

  /** Of an entry of a map; otherwise empty. */
  private static String key(Message message) {
    return message instanceof com.google.protobuf.MapEntry<?, ?> entry
        ? String.valueOf(entry.getKey())
        : "";
  }
}
