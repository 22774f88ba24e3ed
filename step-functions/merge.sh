#!/bin/sh
# Joins the reports of an account's shards. Where one is missing the report says so, and this ends with 3.
# In the environment: BUCKET, RUN (the execution, so that no older report is taken for one of this), ACCOUNT.
set -eu
cd "$(mktemp -d)"
aws s3 cp "s3://$BUCKET/reports/$RUN/$ACCOUNT/" shards/ --recursive
code=0
gluelint merge shards/*.jsonl --fail-on never --format json:merged/report.json --format html:merged/report.html --format sarif:merged/report.sarif || code=$?
aws s3 cp merged/ "s3://$BUCKET/merged/$RUN/$ACCOUNT/" --recursive
exit "$code"
