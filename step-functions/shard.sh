#!/bin/sh
# Checks one shard of an account's dumps, and puts its report beside those of the others.
# In the environment: BUCKET, RUN (the execution, so that no older report is taken for one of this), ACCOUNT, SHARD (as 1/4), FLAGS (what gluelint is told of the account).
set -eu
cd "$(mktemp -d)"
aws s3 cp "s3://$BUCKET/dumps/$ACCOUNT/" "$ACCOUNT/" --recursive
# What is found fails no task, only what could not be looked at. The flags are several words.
# shellcheck disable=SC2086
gluelint check "$ACCOUNT"/*.json --stream --no-config $FLAGS --shard "$SHARD" --fail-on never --deterministic --format jsonl:report.jsonl
aws s3 cp report.jsonl "s3://$BUCKET/reports/$RUN/$ACCOUNT/$(echo "$SHARD" | tr / -).jsonl"
