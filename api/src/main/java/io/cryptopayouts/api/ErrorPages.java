package io.cryptopayouts.api;

import io.dropwizard.core.setup.Environment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Tells errors that never reach a resource, such as an unreadable request, in the same form. */
final class ErrorPages extends ErrorHandler {

  private ErrorPages() {}

  static void install(Environment server) {
    ErrorPages pages = new ErrorPages();
    server.getApplicationContext().setErrorHandler(pages);
    server.lifecycle().addServerLifecycleListener(jetty -> jetty.setErrorHandler(pages));
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      String message,
      Throwable cause,
      Callback callback) {
    String known = response.getHeaders().get(RequestId.HEADER);
    String requestId = known == null ? UUID.randomUUID().toString() : known;
    String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
    response.getHeaders().put(RequestId.HEADER, requestId);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    byte[] body =
        ErrorTable.standard(status)
            .json(path, requestId)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
