package io.cryptopayouts.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The runbook, {@code docs/operations.md}, of the version that runs. Links of the Temporal UI lead
 * to its rows. It holds no secret, so nobody need log in to read it.
 */
@Path("/runbook")
public final class RunbookResource {

  private static final String SOURCE = "/operations.md";

  private final String runbook = html(markdown());

  @GET
  public Response read() {
    return Page.of(200, "Runbook - Crypto Payouts", runbook)
        .header("Cache-Control", "no-cache")
        .build();
  }

  static String html(String markdown) {
    List<Extension> extensions = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    Node document = Parser.builder().extensions(extensions).build().parse(markdown);
    document.accept(new OtherDocuments());
    // The document is ours: its raw HTML, the rows' anchors, stays.
    return HtmlRenderer.builder().extensions(extensions).build().render(document);
  }

  /** What stands beside it in the project is not served here: those links become text. */
  private static final class OtherDocuments extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      if (!link.getDestination().startsWith("#")) {
        while (link.getFirstChild() != null) {
          link.insertBefore(link.getFirstChild());
        }
        link.unlink();
      }
    }
  }

  private static String markdown() {
    try (InputStream file = RunbookResource.class.getResourceAsStream(SOURCE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
