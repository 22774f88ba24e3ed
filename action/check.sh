#!/usr/bin/env bash
# Runs gluelint check and leaves annotations, the summary of the step, a SARIF, and the outputs command, exit-code, sarif-file, errors,
# warnings and notes. What it finds does not fail the step: the last step of the action does, after everything is uploaded.
set -euo pipefail

# The version that is released with this action.
released=0.1.0

version=${INPUT_VERSION:-}
if [ -z "$version" ] && [ -x node_modules/.bin/gluelint ]; then
  command=$PWD/node_modules/.bin/gluelint
else
  version=${version:-$released}
  if ! [[ $version =~ ^[0-9A-Za-z.~^-]+$ ]]; then
    echo "::error::version: \`${version//[^ -~]/?}\` is no version of gluelint: write one such as $released"
    exit 2
  fi
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$RUNNER_TEMP/gluelint" "gluelint@$version"
  command=$RUNNER_TEMP/gluelint/node_modules/.bin/gluelint
fi

args=()
while IFS= read -r line; do
  line="${line#"${line%%[![:space:]]*}"}"
  line="${line%"${line##*[![:space:]]}"}"
  [ -z "$line" ] || args+=("$line")
done <<<"${INPUT_ARGS:-}"

sarif=$RUNNER_TEMP/gluelint.sarif
json=$RUNNER_TEMP/gluelint.json
rm -f "$sarif" "$json"
code=0
"$command" check --fail-on "${INPUT_FAIL_ON:-error}" --format github --format "sarif:$sarif" --format "json:$json" ${args[@]+"${args[@]}"} || code=$?

{
  echo "command=$command"
  echo "exit-code=$code"
  if [ -s "$sarif" ]; then echo "sarif-file=$sarif"; fi
  if [ -s "$json" ]; then
    # shellcheck disable=SC2016 # the backquotes are JavaScript
    node -p 'const { summary } = JSON.parse(fs.readFileSync(process.argv[1], "utf8")); ["errors", "warnings", "notes"].map((level) => `${level}=${summary[level]}`).join("\n")' "$json"
  fi
} >>"$GITHUB_OUTPUT"
