#!/usr/bin/env bash
# Tells in one comment of a pull request, which later runs update, what access it gives and takes from each role, and in the summary of the
# step. Where nothing changes there is no comment, unless one was there. A token that may not comment (that of a fork) fails nothing.
set -euo pipefail

marker='<!-- gluelint roles -->'
body=$RUNNER_TEMP/gluelint-roles.md

since=${INPUT_SINCE:-}
if [ -z "$since" ]; then
  since=origin/$GITHUB_BASE_REF
  # A checkout has the commit of the pull request alone, unless somebody asked for more.
  git rev-parse --verify --quiet "$since^{commit}" >/dev/null || git fetch --quiet --no-tags --depth=1 origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/origin/$GITHUB_BASE_REF" || true
fi

code=0
"$GLUELINT" compare --since "$since" --format markdown >"$body" || code=$?
if [ "$code" -gt 1 ] && [ "$code" != 3 ]; then
  echo "::warning::what the pull request changes about the access of roles could not be told: see the log of this step"
  exit 0
fi
cat "$body" >>"$GITHUB_STEP_SUMMARY"

unwritten() {
  echo "::notice::the comment on the access of roles could not be written, for which \`pull-requests: write\` is needed; it stands in the summary of the job"
  exit 0
}

comments=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" --jq '.[] | [.id, .user.login, (.body | split("\n")[0] | rtrimstr("\r"))] | @tsv') || unwritten
id=$(awk -F '\t' -v author="${INPUT_AUTHOR:-github-actions[bot]}" -v marker="$marker" '$2 == author && $3 == marker && !found { print $1; found = 1 }' <<<"$comments")

if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F "body=@$body" || unwritten
elif [ "$code" != 0 ]; then
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" -F "body=@$body" || unwritten
fi
