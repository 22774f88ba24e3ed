import { glue } from "../rules/glue.generated.js";
import { textOf } from "./compute-properties.js";
import { hasEnded, isBelow, isVersion, listed, versionNamed } from "./glue-versions.js";
import type { Lookup } from "./lookup.js";

const property = "glue_version";

/** The version has not reached the end of its life. */
export const livingVersion: Lookup = {
  properties: [property],
  problemsOf(compute, { now }) {
    const version = versionNamed(textOf(compute, property));
    if (version?.endOfLife === undefined) return [];
    if (now === undefined) return [{ property, message: `whether Glue ${version.version}, which ends on ${version.endOfLife}, still runs hangs on the day, and nobody said which it is`, open: true }];
    const living = glue.versions.entries.filter((each) => !hasEnded(each, now)).map((each) => each.version);
    return hasEnded(version, now) ? [{ property, message: `\`${version.version}\` has ended on ${version.endOfLife}: Glue creates and starts jobs on ${listed(living)} alone` }] : [];
  },
};

/** AWS still mends what is wrong with the version. */
export const supportedVersion: Lookup = {
  properties: [property],
  problemsOf(compute, { now }) {
    const version = versionNamed(textOf(compute, property));
    if (version?.endOfSupport === undefined || now === undefined || version.endOfSupport > now || hasEnded(version, now)) return [];
    return [{ property, message: `AWS has supported \`${version.version}\` until ${version.endOfSupport}: it gets no fixes any more${version.endOfLife ? `, and from ${version.endOfLife} on nothing runs on it` : ""}` }];
  },
};

/** AWS has released the version. One that is newer than the list may have been since. */
export const releasedVersion: Lookup = {
  properties: [property],
  problemsOf(compute) {
    const text = textOf(compute, property);
    return text === undefined || mayBe(text) ? [] : [{ property, message: `\`${text}\` is no version of Glue, which refuses the job: there are ${listed(versions)} (list of ${glue.versions.read})` }];
  },
};

/** Guzzle's page offers the version. What AWS would refuse is for other rules to say. */
export const documentedVersion: Lookup = {
  properties: [property],
  problemsOf(compute, { now }) {
    const text = textOf(compute, property);
    if (text === "auto") return [{ property, message: `\`auto\` lets AWS move the job to another version by itself, and Guzzle's page offers ${listed(glue.guzzle.versions)}: its jars may be made for no other` }];
    const known = versionNamed(text);
    if (!isVersion(text) || glue.guzzle.versions.includes(text) || !mayBe(text) || (known && hasEnded(known, now))) return [];
    return [{ property, message: `Guzzle's page offers Glue ${listed(glue.guzzle.versions)} and not \`${text}\`${known ? `: that is Spark ${known.spark}, for which its jars may not be made` : ", for which its jars may not be made"}` }];
  },
};

const versions = glue.versions.entries.map(({ version }) => version);

/** Whether the text is a version, or may be one that came after the list; what is no version by its form is another matter. */
const mayBe = (text: string) => !isVersion(text) || versions.includes(text) || !versions.some((version) => isBelow(text, version));
