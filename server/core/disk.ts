/**
 * @module The disk behind one interface: everything the server keeps goes through it, so that tests can cut the power.
 *
 * Nothing is durable until `sync` of the file has returned, and no name is until `syncFolder` of its folder has.
 */

/** A file opened for appending. */
export interface DiskFile {
  readonly path: string;
  /** Bytes in the file as this handle wrote it. */
  readonly sizeBytes: number;
  /**
   * Appends all bytes.
   *
   * @throws the system's error; how many bytes arrived is then unknown until {@link truncate}
   */
  append(bytes: Uint8Array): Promise<void>;
  /** Makes what was appended durable (fdatasync). */
  sync(): Promise<void>;
  /** @param sizeBytes  length to cut the file to */
  truncate(sizeBytes: number): Promise<void>;
  close(): Promise<void>;
}

/** Files and folders. Every method throws the system's error (`code` ENOENT and the like). */
export interface Disk {
  /** The whole file. */
  read(path: string): Promise<Uint8Array>;
  /** Permission bits of a file, for example 0o600. */
  mode(path: string): Promise<number>;
  /** Names in a folder, in code-unit order. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes a folder and those above it; harmless when it is there. */
  makeFolder(folder: string): Promise<void>;
  /** Opens for appending; makes the file when it is missing. */
  openAppend(path: string): Promise<DiskFile>;
  /** Makes an empty file, cutting one that is there. */
  create(path: string): Promise<DiskFile>;
  /** Gives a file a second name; fails with EEXIST when that name is taken. This is the only race-free claim. */
  link(path: string, secondPath: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file. */
  unlink(path: string): Promise<void>;
  /** Removes a folder with what is in it. */
  removeFolder(folder: string): Promise<void>;
  /** Makes names made, renamed or removed in a folder durable. */
  syncFolder(folder: string): Promise<void>;
}
