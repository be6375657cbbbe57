/** What a cell counts: a version of the data set, and of each other data set that it looks into. */
export interface StoredVersion {
  /** All versions in one text; only that of the data set where the cell looks into no other. */
  readonly name: string;
  readonly ofDataset: string;
  /** By variable. */
  readonly ofOthers: ReadonlyMap<string, string>;
}

/** A variable of a region, separated from the version of the data set that it looks into, if any. */
export interface VersionedName {
  readonly variable: string;
  readonly version: string | undefined;
}

const versioned = /^(?<variable>.+)@(?<version>[\w.-]+)$/;

/** Reads `in.benefits@v0002`. */
export function readVersionedName(name: string): VersionedName {
  const { variable = name, version } = versioned.exec(name)?.groups ?? {};
  return { variable, version };
}

/** The name of a variable as the box of a cell of this version has it. */
export function nameInBox(variable: string, { ofOthers }: Pick<StoredVersion, 'ofOthers'>): string {
  const version = ofOthers.get(variable);
  return version === undefined ? variable : `${variable}@${version}`;
}

/** The version of a cell with these variables, in a table of this version of the data set. */
export function versionOfBox(ofDataset: string, names: readonly VersionedName[]): StoredVersion {
  const others = names.flatMap(({ variable, version }) =>
    version === undefined ? [] : [[variable, version] as const],
  );
  const ofOthers = new Map(others.sort(([one], [other]) => (one < other ? -1 : 1)));
  const name = [ofDataset, ...[...ofOthers.keys()].map((variable) => nameInBox(variable, { ofOthers }))];
  return { name: name.join(', '), ofDataset, ofOthers };
}

/** Whether cells of both count the same state of the data: no data set that both look into has two versions. */
export function isOneState(one: StoredVersion | undefined, other: StoredVersion | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.ofDataset !== other.ofDataset) return false;
  return [...one.ofOthers].every(([variable, version]) => {
    const otherwise = other.ofOthers.get(variable);
    return otherwise === undefined || otherwise === version;
  });
}
