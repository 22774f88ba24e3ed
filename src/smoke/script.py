"""Makes the calls that a Guzzle job on AWS Glue would make, and tells in one line how each went."""
import json

import boto3

REGION = "{region}"
TRIES = json.loads("{tries}")

REFUSED = {"403", "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "Forbidden", "UnauthorizedOperation"}


def code_of(error):
    """The code by which AWS refused a call, or what else went wrong."""
    response = getattr(error, "response", None) or {}
    return response.get("Error", {}).get("Code") or type(error).__name__


def outcome_of(attempt, before):
    """`+` allowed, `-` refused, `?` unclear; the code where there is one; and the answer."""
    arguments = dict(attempt["call"]["arguments"])
    follows = attempt.get("follows")
    if follows and before[-follows][0] != "+":
        return "?", "NotTried", {}
    if attempt.get("firstKey"):
        listed = before[-follows][2].get("Contents") or []
        if not listed:
            return "?", "NothingThere", {}
        arguments["Key"] = listed[0]["Key"]
    try:
        client = boto3.client(attempt["call"]["service"], region_name=REGION)
        return "+", "", getattr(client, attempt["call"]["operation"])(**arguments)
    except Exception as error:  # whatever it is, the other calls are to be made
        code = code_of(error)
        # Lake Formation refuses what is not there, too, and is none of IAM.
        if code in REFUSED and "Lake Formation" not in str(error):
            return "-", code, {}
        return ("+" if code in attempt.get("answers", []) else "?"), code, {}


def tidy(outcomes):
    """Takes away what the calls left; where the role may not, the caller of the run does."""
    for attempt, (sign, _, _) in zip(TRIES, outcomes):
        if attempt.get("leaves") and sign == "+":
            arguments = attempt["call"]["arguments"]
            try:
                boto3.client("s3", region_name=REGION).delete_object(Bucket=arguments["Bucket"], Key=arguments["Key"])
            except Exception as error:
                print("left behind: " + arguments["Key"] + " (" + code_of(error) + ")")


def spark_of():
    """Why Spark does not start with the settings of the job; nothing where it does."""
    try:
        from awsglue.context import GlueContext
        from pyspark.context import SparkContext

        GlueContext(SparkContext.getOrCreate()).spark_session.range(1).count()
        return ""
    except Exception as error:
        return "; spark " + type(error).__name__ + " " + " ".join(str(error).split())[:200]


outcomes = []
for each in TRIES:
    outcomes.append(outcome_of(each, outcomes))
tidy(outcomes)
signs = "".join(sign for sign, _, _ in outcomes)
codes = "".join("; " + str(i) + " " + code for i, (sign, code, _) in enumerate(outcomes) if sign != "+")
spark = spark_of()
told = "gluelint-smoke " + signs + codes + spark
print(told)
# A run that succeeds says that all was allowed; what is told otherwise comes back as the error of the run.
if signs.strip("+") or spark:
    raise RuntimeError(told)
