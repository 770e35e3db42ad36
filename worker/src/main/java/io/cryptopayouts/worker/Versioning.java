package io.cryptopayouts.worker;

import io.cryptopayouts.runtime.ConfigurationProblem;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerOptions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether Temporal is told which build this worker is. Without a build id every worker takes all
 * work; with one only the workers of the deployment's current version do.
 *
 * @param deployment what Temporal calls all builds of this service together
 * @param buildId of this worker; empty for no versioning
 */
record Versioning(String deployment, String buildId) {

  private static final Pattern DEPLOYMENT = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Pattern BUILD_ID = Pattern.compile("[A-Za-z0-9._+-]{0,100}");

  static final Versioning NONE = new Versioning("payouts", "");

  Versioning {
    if (deployment == null || !DEPLOYMENT.matcher(deployment).matches()) {
      throw new ConfigurationProblem(
          "versioning.deployment",
          "is not a name of letters, digits, '-' and '_'",
          "correct PAYOUTS_DEPLOYMENT, or unset it");
    }
    if (buildId == null || !BUILD_ID.matcher(buildId).matches()) {
      throw new ConfigurationProblem(
          "versioning.buildId",
          "has other characters than letters, digits, '.', '-', '_' and '+'",
          "correct PAYOUTS_BUILD_ID, or unset it");
    }
  }

  Optional<WorkerDeploymentVersion> version() {
    return buildId.isEmpty()
        ? Optional.empty()
        : Optional.of(new WorkerDeploymentVersion(deployment, buildId));
  }

  /**
   * Open payouts go over to the current version: they wait for weeks, and no worker stays so long.
   */
  WorkerOptions.Builder set(WorkerOptions.Builder options) {
    return version()
        .map(version ->
            options.setDeploymentOptions(
                WorkerDeploymentOptions.newBuilder()
                    .setUseVersioning(true)
                    .setVersion(version)
                    .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
                    .build()))
        .orElse(options);
  }
}
