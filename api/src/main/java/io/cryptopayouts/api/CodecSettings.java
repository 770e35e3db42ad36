package io.cryptopayouts.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;

/**
 * How payloads are shown to people in the Temporal UI.
 *
 * @param origins further origins, comma-separated, under which people open the Temporal UI
 * @param personalData names of the API keys, comma-separated, that may see personal data
 * @param guests whether callers without a key are shown payloads, personal data hidden; for a demo
 *     on the own machine only
 */
public record CodecSettings(
    @JsonProperty("origins") @NotNull String origins,
    @JsonProperty("personalData") @NotNull String personalData,
    @JsonProperty("guests") boolean guests) {}
