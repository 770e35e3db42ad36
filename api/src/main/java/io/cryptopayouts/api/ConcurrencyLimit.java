package io.cryptopayouts.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Turns requests away at once when too many are open, instead of making all of them slow. */
final class ConcurrencyLimit implements Filter {

  private final Semaphore free;

  ConcurrencyLimit(int most) {
    this.free = new Semaphore(most);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!free.tryAcquire()) {
      HttpServletResponse answer = (HttpServletResponse) response;
      answer.setHeader("Retry-After", "1");
      answer.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      free.release();
    }
  }
}
