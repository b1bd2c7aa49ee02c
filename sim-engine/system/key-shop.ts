/** @module Key shop: one popularity table per distinct key space, shared by every tenant that has it. */
import type { KeySpace } from '../model/scenario.ts';
import { ZipfKeys } from './popularity.ts';

/** Makes tables on first use. */
export class KeyShop {
  private readonly tables = new Map<string, ZipfKeys>();

  /** @param space  number of keys and exponent */
  of(space: KeySpace): ZipfKeys {
    const id = `${space.count} ${space.alpha}`;
    const known = this.tables.get(id);
    if (known !== undefined) return known;
    const made = new ZipfKeys(space.count, space.alpha);
    this.tables.set(id, made);
    return made;
  }
}
