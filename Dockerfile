# One build for all, one image per process: --target api, worker or simulator.

FROM maven:3.9.12-eclipse-temurin-25-noble AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -Dmaven.test.skip=true -Dspotless.check.skip=true -pl api,worker,sandbox -am package

FROM eclipse-temurin:25.0.3_9-jre-noble AS runtime
COPY --chmod=755 deploy/healthy /usr/local/bin/healthy
COPY deploy/jvm.options /app/jvm.options
WORKDIR /app
# A user without a name, home or any file of its own.
USER 10001:10001

FROM runtime AS api
COPY --from=build /src/api/target/lib lib
COPY --from=build /src/api/target/api.jar api.jar
ENTRYPOINT ["java", "@jvm.options", "-jar", "api.jar"]

FROM runtime AS worker
COPY --from=build /src/worker/target/lib lib
COPY --from=build /src/worker/target/worker.jar worker.jar
ENTRYPOINT ["java", "@jvm.options", "-jar", "worker.jar"]

FROM runtime AS simulator
COPY --from=build /src/sandbox/target/lib lib
COPY --from=build /src/sandbox/target/sandbox.jar sandbox.jar
ENTRYPOINT ["java", "@jvm.options", "-jar", "sandbox.jar"]
