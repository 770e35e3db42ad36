#!/bin/sh
# Creates the namespace and its search attributes, those of PayoutAttributes.
# May run again: what is there already is kept, and its retention too.
set -eu

# Temporal sees a new namespace, or its attributes, some seconds late.
retry() {
  attempts=30
  until "$@"; do
    attempts=$((attempts - 1))
    if [ "$attempts" -eq 0 ]; then
      echo "gave up: $*" >&2
      exit 1
    fi
    sleep 2
  done
}

exists() {
  temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1
}

attribute() {
  retry temporal operator search-attribute create --name "$1" --type "$2"
}

retry temporal operator cluster health
exists || retry temporal operator namespace create \
  --namespace "$TEMPORAL_NAMESPACE" --retention "$NAMESPACE_RETENTION"

attribute PayoutStep Keyword
attribute PayoutWaitsFor Keyword
attribute PayoutNeeds Keyword
attribute PayoutOutcome Keyword
attribute PayoutCustomer Keyword
attribute PayoutProviderNo Keyword
attribute PayoutWaitSince Datetime
attribute PayoutDeadline Datetime
attribute PayoutMaySent Bool
attribute PayoutOverdue Bool
attribute PayoutAmount Double

# Until a query knows the last of them, starts are refused.
retry temporal workflow count --query 'PayoutAmount > 0'
