import { unknownText } from "../text/unknown.js";
import type { Given } from "./given.js";

/**
 * The text of a pseudo parameter; undefined for anything that is none, `AWS::NoValue` included. Account and Region are one each,
 * however many templates there are; a stack is not.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameter(name: string, { account, region, partition }: Given, artifact: string): string | undefined {
  switch (name) {
    case "AWS::AccountId": return account ?? unknownText("AWS AccountId");
    case "AWS::Region": return region ?? unknownText("AWS Region");
    case "AWS::Partition": return partition ?? partitionOf(region);
    case "AWS::URLSuffix": return (partition ?? partitionOf(region)) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    case "AWS::StackName": case "AWS::StackId": case "AWS::NotificationARNs": return unknownText(name.replace("::", " "), artifact);
    default: return undefined;
  }
}

const partitionOf = (region = "") => region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
