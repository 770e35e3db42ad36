package io.cryptopayouts.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sets up a {@link Rig} per story, and ends every story with the oracle. */
final class Stage implements AfterEachCallback {

  private final List<Rig> rigs = new ArrayList<>();

  Rig rig() {
    return rig(Rig.builder());
  }

  Rig rig(Rig.Builder builder) {
    Rig rig = builder.start();
    rigs.add(rig);
    return rig;
  }

  @Override
  public void afterEach(ExtensionContext story) {
    try {
      if (story.getExecutionException().isEmpty()) {
        rigs.forEach(rig -> assertThat(rig.faults()).isEmpty());
      }
    } finally {
      rigs.forEach(Rig::close);
      rigs.clear();
    }
  }
}
