#!/bin/sh
# Creates Temporal's two databases and brings their schemas up to the version of this image.
# May run again: what is there already is kept.
set -eu

bring_up() {
  temporal-sql-tool --database "$1" create
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-name "postgresql/v12/$2"
}

bring_up temporal temporal
bring_up temporal_visibility visibility
