package io.cryptopayouts.worker;

import io.cryptopayouts.contract.ClaimAnswer;
import io.cryptopayouts.contract.PayoutId;
import io.cryptopayouts.worker.CrashPoint.Place;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.command.v1.Command;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Strikes this process at one named point. It listens at the seams that Temporal's SDK has, so what
 * runs between them is the product as it ships.
 */
final class Strikes {

  private final CrashPoint point;
  private final AtomicBoolean struck = new AtomicBoolean();
  private volatile boolean ran;

  Strikes(CrashPoint point) {
    this.point = point;
  }

  private void at(Place place) {
    if (point.place() != place || !struck.compareAndSet(false, true)) {
      return;
    }
    say(point.said());
    switch (point.strike()) {
      case HALT -> Runtime.getRuntime().halt(137);
      case STAND_STILL -> Frozen.signal(ProcessHandle.current(), "STOP");
    }
  }

  private static void say(String what) {
    System.out.println(what);
    System.out.flush();
  }

  private boolean isMeant(ActivityInfo step) {
    return step.getActivityType().equals(point.activity())
        && (step.getWorkflowId().equals(new PayoutId(point.invoiceId()).workflowId())
            || step.getWorkflowId().equals(PayoutId.invoiceWorkflowId(point.invoiceId())));
  }

  /** Around every step. */
  WorkerInterceptor steps() {
    return new WorkerInterceptorBase() {
      @Override
      public ActivityInboundCallsInterceptor interceptActivity(
          ActivityInboundCallsInterceptor next) {
        return new Step(next);
      }
    };
  }

  private final class Step extends ActivityInboundCallsInterceptorBase {
    private boolean meant;

    Step(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      meant = isMeant(context.getInfo());
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      if (!meant) {
        return super.execute(input);
      }
      at(Place.BEFORE_CALL);
      ActivityOutput output = super.execute(input);
      at(Place.AFTER_CALL);
      ran = true;
      if (struck.get()) {
        say(point.saidAfterwards());
      }
      return output;
    }
  }

  /** Around the claims. */
  Claims claims(Claims claims) {
    return (claim, patience) -> {
      boolean meant = claim.instruction().providerInvoice().equals(point.invoiceId());
      if (meant) {
        at(Place.CLAIMING);
      }
      ClaimAnswer answer = claims.claim(claim, patience);
      if (meant && answer instanceof ClaimAnswer.Granted) {
        at(Place.GRANTED);
      }
      return answer;
    };
  }

  /** Around every call to Temporal. */
  ClientInterceptor calls() {
    return new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(
          MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new Telling<>(next.newCall(method, options));
      }
    };
  }

  private final class Telling<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private volatile boolean completes;
    private volatile boolean tells;

    Telling(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void sendMessage(Q message) {
      completes = ran && completes(message);
      tells = tells(message);
      if (completes) {
        at(Place.BEFORE_COMPLETION);
      }
      if (tells) {
        at(Place.ANSWERED);
      }
      super.sendMessage(message);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onMessage(A answer) {
              if (completes) {
                at(Place.AFTER_COMPLETION);
              }
              if (tells) {
                at(Place.TOLD);
              }
              super.onMessage(answer);
            }
          },
          headers);
    }
  }

  /** Whether Temporal is told that the step is done: by itself, or as part of a workflow task. */
  private boolean completes(Object message) {
    return switch (message) {
      case RespondActivityTaskCompletedRequest own -> true;
      case RespondWorkflowTaskCompletedRequest task ->
          task.getCommandsList().stream().anyMatch(this::marks);
      default -> false;
    };
  }

  private boolean marks(Command command) {
    return command
        .getRecordMarkerCommandAttributes()
        .getDetailsOrDefault("type", Payloads.getDefaultInstance())
        .getPayloadsList()
        .stream()
        .anyMatch(type -> type.getData().toStringUtf8().equals('"' + point.activity() + '"'));
  }

  private boolean tells(Object message) {
    return message instanceof SignalWorkflowExecutionRequest signal
        && signal.getSignalName().equals("told")
        && signal
            .getWorkflowExecution()
            .getWorkflowId()
            .equals(PayoutId.invoiceWorkflowId(point.invoiceId()));
  }
}
