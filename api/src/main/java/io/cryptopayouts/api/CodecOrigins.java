package io.cryptopayouts.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets the browser hand our answers to the Temporal UI's pages, and to no others. */
final class CodecOrigins implements Filter {

  private final Origins origins;

  CodecOrigins(Origins origins) {
    this.origins = origins;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String origin = asked.getHeader("Origin");
    boolean allowed = origins.allow(origin);
    answer.setHeader("Vary", "Origin");
    if (allowed) {
      answer.setHeader("Access-Control-Allow-Origin", origin);
      answer.setHeader("Access-Control-Allow-Credentials", "true");
    }
    if (!asked.getMethod().equals("OPTIONS")) {
      chain.doFilter(request, response);
    } else if (allowed) {
      answer.setHeader("Access-Control-Allow-Methods", "POST");
      answer.setHeader(
          "Access-Control-Allow-Headers",
          "content-type, x-namespace, authorization, authorization-extras");
      answer.setHeader("Access-Control-Max-Age", "600");
      answer.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      answer.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }
}
