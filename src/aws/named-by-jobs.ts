import { GetConnectionCommand, GetSecurityConfigurationCommand, type Connection, type GlueClient, type SecurityConfiguration } from "@aws-sdk/client-glue";
import type { Answered, Caller } from "./calls.js";
import type { JobRecord } from "./jobs.js";
import { outcomeOf, type Outcome } from "./refusal.js";
import type { Failure, RegionDetail } from "./snapshot.js";

/** The connections and the security configurations that jobs of a Region name, each once and in order; of those that are not there nothing. */
export async function namedBy(jobs: readonly JobRecord[], region: string, account: string, partition: string, glue: GlueClient, caller: Caller): Promise<{ readonly named: Omit<RegionDetail, "Jobs">; readonly failures: readonly Failure[] }> {
  const ask = async <Value extends Answered>(action: string, resource: string, run: () => Promise<Value>): Promise<Outcome<Value>> => outcomeOf({ action, resource }, () => caller.call({ action, resource }, run));
  const arnOf = (name: string) => `arn:${partition}:glue:${region}:${account}:connection/${name}`;
  const [connections, configurations] = await Promise.all([
    Promise.all(distinct(jobs.flatMap(connectionsOf)).map((Name) => ask("glue:GetConnection", arnOf(Name), () => glue.send(new GetConnectionCommand({ Name, HidePassword: true }))))),
    // Glue has no ARN for them.
    Promise.all(distinct(jobs.flatMap(configurationOf)).map((Name) => ask("glue:GetSecurityConfiguration", `${account} ${region} ${Name}`, () => glue.send(new GetSecurityConfigurationCommand({ Name }))))),
  ]);
  return {
    named: {
      Connections: connections.flatMap((outcome) => outcome.kind === "seen" && outcome.value.Connection ? [connectionDetail(outcome.value.Connection)] : []),
      SecurityConfigurations: configurations.flatMap((outcome) => outcome.kind === "seen" && outcome.value.SecurityConfiguration ? [configurationDetail(outcome.value.SecurityConfiguration)] : []),
    },
    failures: [...connections, ...configurations].flatMap((outcome) => outcome.kind === "refused" ? [outcome.failure] : []),
  };
}

/** What bears on the rights of a job: its properties may hold secrets, and are left out. */
function connectionDetail({ Name = "", ConnectionType, PhysicalConnectionRequirements: place }: Connection): RegionDetail["Connections"][number] {
  return {
    Name, ...(ConnectionType !== undefined && { ConnectionType }),
    ...(place && { PhysicalConnectionRequirements: { ...(place.SubnetId !== undefined && { SubnetId: place.SubnetId }), ...(place.SecurityGroupIdList && { SecurityGroupIdList: place.SecurityGroupIdList.toSorted() }) } }),
  };
}

function configurationDetail({ Name = "", EncryptionConfiguration: encryption }: SecurityConfiguration): RegionDetail["SecurityConfigurations"][number] {
  const { S3Encryption = [], CloudWatchEncryption: logs, JobBookmarksEncryption: bookmarks } = encryption ?? {};
  const key = (KmsKeyArn: string | undefined) => KmsKeyArn === undefined ? {} : { KmsKeyArn };
  return {
    Name,
    EncryptionConfiguration: {
      S3Encryption: S3Encryption.map(({ S3EncryptionMode = "DISABLED", KmsKeyArn }) => ({ S3EncryptionMode, ...key(KmsKeyArn) })),
      CloudWatchEncryption: { CloudWatchEncryptionMode: logs?.CloudWatchEncryptionMode ?? "DISABLED", ...key(logs?.KmsKeyArn) },
      JobBookmarksEncryption: { JobBookmarksEncryptionMode: bookmarks?.JobBookmarksEncryptionMode ?? "DISABLED", ...key(bookmarks?.KmsKeyArn) },
    },
  };
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

const connectionsOf = ({ Connections }: JobRecord): readonly string[] => Connections?.Connections ?? [];

const configurationOf = ({ SecurityConfiguration: name }: JobRecord): readonly string[] => name === undefined || name === "" ? [] : [name];
